package io.openclaw.local.workspace.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretScanTest {
  /** In two parts, so that nobody takes these lines for what they are examples of. */
  private static final List<String> KEYS =
      List.of(
          "sk-" + "ant-api03-4fK29dkQ",
          "sk-" + "4fK29dkQ4fK29dkQ4fK29dkQ",
          "sk-" + "proj-4fK29dkQ_4fK29dkQ4",
          "gh" + "p_4fK29dkQ4fK29dkQ4fK29dkQ4fK29dkQ4fK2",
          "github" + "_pat_4fK29dkQ4fK29dkQ4",
          "AK" + "IAIOSFODNN7EXAMPLE",
          "xo" + "xb-1234567890-4fK29dkQ",
          "AI" + "zaSyD4fK29dkQ4fK29dkQ4fK29dkQ4fK29d",
          "-----BEGIN " + "PRIVATE KEY-----",
          "-----BEGIN RSA " + "PRIVATE KEY-----");

  @TempDir Path temp;

  @Test
  void shouldFindKeysByTheirBeginning() {
    for (String key : KEYS) {
      assertThat(SecretScan.find(key)).as(key).isNotNull();
      assertThat(SecretScan.find("curl -H 'Authorization: Bearer " + key + "' x")).isNotNull();
      assertThat(SecretScan.find("a" + key)).as("in a word").isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OPENAI_API_KEY=abcd1234efgh",
        "export SOME_KEY='abcdefgh'",
        "SOME_KEY=letmein python run.py",
        "password: hunter2",
        "- **password:** x",
        "password = \"letmein\"",
        "\"token\": \"4fK29dkQ\",",
        "apiKey: '4fK29dkQ'",
        "access-token: 4fK29dkQ # mine",
        "client_secret=4fK29dkQ",
        "password: 123456",
        "db.password=4fK29dkQ"
      })
  void shouldFindWhatIsAssigned(String line) {
    boolean tooShort = line.endsWith("x");
    assertThat(SecretScan.find(line) != null).isEqualTo(!tooShort);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OPENAI_API_KEY=$OPENAI_API_KEY",
        "export OPENAI_API_KEY=\"your-key-here\"",
        "OPENAI_API_KEY=sk-...",
        "OPENAI_API_KEY=<key>",
        "SOME_TOKEN=YOUR_TOKEN",
        "token: ${TOKEN}",
        "token = os.environ[\"TOKEN\"]",
        "api_key = config.key2",
        "token: string",
        "The token: 32 characters that the server sends.",
        "max_tokens: 80000",
        "max_token: 80000",
        "password: required",
        "const password = prompt();",
        "monkey: banana1234",
        "key: value1234",
        "xoxb-your-token-goes-here",
        "sk-ant-xxxxxxxxxxxx",
        "sk-ant-oat01-...",
        "sk-ant-api03-\u00e2\u0080\u00a6",
        "-e API_KEY=abc123 \\",
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE-----",
        "disk-antarctica-12345678"
      })
  void shouldLetExamplesPass(String line) {
    assertThat(SecretScan.find(line)).isNull();
  }

  @Test
  void shouldTellWhereAndNeverWhat() throws IOException {
    Path file = temp.resolve("a.bin");
    for (String key : KEYS) {
      Files.write(file, ("one\n\u00ff\n" + key + "\n").getBytes(StandardCharsets.ISO_8859_1));

      List<Finding> found = SecretScan.scan(file, "a.bin");

      assertThat(found).hasSize(1);
      assertThat(found.getFirst().toString())
          .startsWith("a.bin:3: here is what looks like ")
          .doesNotContain(key.substring(4));
    }
  }

  @Test
  void shouldBeQuickWithLongLines() throws IOException {
    Path file = temp.resolve("long");
    Files.writeString(
        file, "a_".repeat(250_000) + "\n" + "a".repeat(500_000) + "\n" + "token".repeat(10_000));

    Assertions.assertTimeout(Duration.ofSeconds(5), () -> SecretScan.scan(file, "long"));
  }
}
