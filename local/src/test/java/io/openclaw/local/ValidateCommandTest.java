package io.openclaw.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.local.home.Home;
import io.openclaw.local.home.Installation;
import io.openclaw.local.terminal.Captured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
  private static final Path PRODUCT =
      Path.of(System.getProperty("openclaw.root"), "workspace").toAbsolutePath().normalize();

  @TempDir Path temp;

  private final Captured captured = new Captured(0, false);

  @Test
  void shouldSayThatTheProductsWorkspaceIsSound() {
    assertThat(validate(PRODUCT)).isZero();
    assertThat(captured.out())
        .startsWith(PRODUCT + " is sound: 3 agents, 7 skills, 5 routing rules, 1 workflow ");
  }

  @Test
  void shouldTakeTheInstallationsWorkspaceWithoutAnArgument() {
    assertThat(validate(PRODUCT, "validate")).isZero();
  }

  @Test
  void shouldSayAllThatIsWrongAtOnce() throws IOException {
    // given
    Path copy = copyOfTheProducts();
    replace(copy.resolve("agents/ai-engineer/config.yaml"), "temperature:", "temprature:");
    replace(copy.resolve("agents/architect/config.yaml"), "skill_id: system-design", "skill_id: x");

    // when
    int code = validate(copy);

    // then
    assertThat(code).isEqualTo(1);
    assertThat(captured.out().lines())
        .anySatisfy(line ->
            assertThat(line)
                .startsWith("agents/ai-engineer/config.yaml:")
                .contains("temprature", "temperature")
                .endsWith("[UNKNOWN_KEY]"))
        .anySatisfy(line -> assertThat(line).startsWith("agents/architect/config.yaml:"));
    assertThat(captured.err()).startsWith(copy + ": ").endsWith(" problems\n");
  }

  @Test
  void shouldSayThatThereIsNoWorkspace() {
    assertThat(validate(temp.resolve("nowhere"))).isEqualTo(1);
    assertThat(captured.out()).contains("there is no workspace folder here");
    assertThat(captured.err()).endsWith(": 1 problem\n");
  }

  private int validate(Path workspace) {
    return validate(temp.resolve("unused"), "validate", workspace.toString());
  }

  private int validate(Path own, String... arguments) {
    Context context =
        new Context(
            Map.of(),
            new Installation(temp, Path.of("java"), own),
            new Home(temp.resolve("home")),
            captured.terminal());
    return OpenClaw.commandLine(context).execute(arguments);
  }

  private Path copyOfTheProducts() throws IOException {
    Path copy = temp.resolve("workspace");
    try (Stream<Path> files = Files.walk(PRODUCT)) {
      for (Path file : files.filter(f -> !f.startsWith(PRODUCT.resolve("models"))).toList()) {
        Files.copy(file, copy.resolve(PRODUCT.relativize(file).toString()));
      }
    }
    return copy;
  }

  private static void replace(Path file, String old, String now) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(old);
    Files.writeString(file, text.replace(old, now));
  }
}
