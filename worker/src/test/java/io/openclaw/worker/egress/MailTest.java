package io.openclaw.worker.egress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openclaw.event.EventJson;
import io.openclaw.workspace.SkillNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** The skill's handler, the proxy, and a real mail server with TLS. */
@Timeout(60)
class MailTest {
  private static final String STORE_PASSWORD = "changeit";
  private static final Path RUNNER = Path.of("src/main/resources/python/openclaw_runner.py");
  private static final Path HANDLER =
      Path.of("../workspace/skills/shared/communication/handlers/send_email.py");

  private static final String MAIL =
      "{\"to\": [\"ada@example.org\"], \"subject\": \"s\", \"text\": \"t\"}";

  @TempDir static Path keys;
  private static SSLContext trusted;

  @TempDir Path folder;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<SMTPServer> servers = new ArrayList<>();

  @BeforeAll
  static void makeKeys() throws Exception {
    Path store = keys.resolve("mail.p12");
    List<String> keytool =
        List.of(
            Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
            "-genkeypair",
            "-alias",
            "mail",
            "-keyalg",
            "EC",
            "-dname",
            "CN=mail.test",
            "-ext",
            "san=dns:mail.test",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            STORE_PASSWORD);
    Process made = new ProcessBuilder(keytool).inheritIO().start();
    assertThat(made.waitFor()).isZero();
    KeyStore own = KeyStore.getInstance(store.toFile(), STORE_PASSWORD.toCharArray());
    KeyManagerFactory key = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    key.init(own, STORE_PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(own);
    trusted = SSLContext.getInstance("TLS");
    trusted.init(key.getKeyManagers(), trust.getTrustManagers(), null);
  }

  @AfterEach
  void stop() {
    servers.forEach(SMTPServer::stop);
  }

  @ParameterizedTest
  @ValueSource(strings = {"smtps", "smtp"})
  void shouldSendMailWithAPasswordThatTheHandlerNeverSees(String scheme) throws Exception {
    // given
    serve(server ->
        scheme.equals("smtps")
            ? server.serverSocketFactory(trusted)
            : server.startTlsSocketFactory(trusted).requireTLS());
    Path file = Files.writeString(folder.resolve("report.csv"), "a,b\n1,2\n");
    String inputs =
        """
        {"to": ["ada@example.org"], "bcc": ["bob@example.org"], "subject": "企鹅 v2",
         "text": "first\\n.\\n.second", "attachments": ["%s"]}
        """
            .formatted(file);

    // when, twice as after a worker's death
    List<JsonNode> answers = List.of(call(scheme, inputs), call(scheme, inputs));

    // then
    assertThat(answers)
        .allSatisfy(a -> assertThat(a.path("type").asText()).as(a.toString()).isEqualTo("result"));
    assertThat(heard.subList(0, 3))
        .satisfies(login -> assertThat(login).isEqualTo("login agents@example.org s3cret"), at(0))
        .satisfies(
            mail ->
                assertThat(mail)
                    .startsWith("mail agents@example.org ada@example.org")
                    .contains("Auto-Submitted: auto-generated", "first\r\n.\r\n.second")
                    .contains("filename=\"report.csv\"", "YSxiCjEsMgo=")
                    .doesNotContain("Bcc", "bob@example.org"),
            at(1))
        .satisfies(mail -> assertThat(mail).startsWith("mail agents@example.org bob@"), at(2));
    assertThat(answers.getFirst()).isEqualTo(answers.getLast());
    assertThat(heard.get(1))
        .contains("Message-ID: " + answers.getFirst().at("/output/message_id").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"smtps", "smtp"})
  void shouldSayNothingToAServerWithoutTls(String scheme) throws Exception {
    serve(UnaryOperator.identity());

    JsonNode answer = call(scheme, MAIL);

    assertThat(answer.path("code").asText()).as(answer.toString()).isEqualTo("UNREACHABLE");
    assertThat(heard).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"smtps", "smtp"})
  void shouldSayNothingToAServerThatNobodyVouchesFor(String scheme) throws Exception {
    serve(server ->
        scheme.equals("smtps")
            ? server.serverSocketFactory(trusted)
            : server.startTlsSocketFactory(trusted));

    JsonNode answer =
        call(scheme, MAIL, (SSLSocketFactory) SSLSocketFactory.getDefault(), "s3cret");

    assertThat(answer.path("code").asText()).as(answer.toString()).isEqualTo("UNREACHABLE");
    assertThat(heard).isEmpty();
  }

  @Test
  void shouldSayThatTheLoginIsRefused() throws Exception {
    serve(server -> server.serverSocketFactory(trusted));

    JsonNode answer = call("smtps", MAIL, trusted.getSocketFactory(), "wr0ng");

    assertThat(answer.path("code").asText()).as(answer.toString()).isEqualTo("LOGIN_REFUSED");
    assertThat(answer.path("retryable").asBoolean()).isFalse();
    assertThat(heard).containsExactly("login agents@example.org wr0ng");
  }

  private void serve(UnaryOperator<SMTPServer.Builder> tls) {
    SMTPServer server =
        tls.apply(
                new SMTPServer.Builder()
                    .bindAddress(InetAddress.getLoopbackAddress())
                    .port(0)
                    .requireAuth()
                    .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory(this::login))
                    .simpleMessageListener(new Heard()))
            .build();
    server.start();
    servers.add(server);
  }

  private final class Heard implements SimpleMessageListener {
    @Override
    public boolean accept(String from, String recipient) {
      return true;
    }

    @Override
    public void deliver(String from, String recipient, InputStream data) throws IOException {
      heard.add(
          "mail %s %s\n%s".formatted(from, recipient, new String(data.readAllBytes(), UTF_8)));
    }
  }

  private void login(String user, String password, Object context) throws LoginFailedException {
    heard.add("login " + user + " " + password);
    if (!password.equals("s3cret")) {
      throw new LoginFailedException("no");
    }
  }

  private JsonNode call(String scheme, String inputs) throws Exception {
    return call(scheme, inputs, trusted.getSocketFactory(), "s3cret");
  }

  /** The last line of a call as the worker makes it, in a process without a sandbox. */
  private JsonNode call(String scheme, String inputs, SSLSocketFactory tls, String password)
      throws IOException, InterruptedException {
    String place = "mail.test:" + servers.getFirst().getPortAllocated();
    Map<String, String> own = Map.of("SMTP_URL", scheme + "://" + place, "SMTP_PASSWORD", password);
    Egress egress =
        new Egress(
            List.of(place),
            own,
            new SimpleMeterRegistry(),
            name -> List.of(InetAddress.getLoopbackAddress()),
            () -> tls);
    SkillNetwork granted =
        new SkillNetwork(
            List.of(), List.of(new SkillNetwork.Secret("SMTP_PASSWORD", List.of("${SMTP_URL}"))));
    try (EgressGate gate =
        Objects.requireNonNull(
            egress.open(folder.resolve("s"), List.of(), granted, "handler=test"))) {
      ProcessBuilder python =
          new ProcessBuilder("python3", "-I", RUNNER.toAbsolutePath().toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      python
          .environment()
          .keySet()
          .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
      python
          .environment()
          .putAll(
              Map.of(
                  "OPENCLAW_EGRESS",
                  gate.socket().toString(),
                  "OPENCLAW_INJECTED_HOSTS",
                  String.join(",", gate.injectedHosts()),
                  "SMTP_URL",
                  scheme + "://" + place,
                  "SMTP_FROM",
                  "OpenClaw <agents@example.org>",
                  "SMTP_RECIPIENTS",
                  "@example.org"));
      python.environment().putAll(gate.placeholders());
      assertThat(python.environment().values()).doesNotContain(password);
      return answer(python.start(), inputs);
    }
  }

  private JsonNode answer(Process process, String inputs) throws IOException, InterruptedException {
    ObjectNode call = EventJson.mapper().createObjectNode();
    call.put("type", "call").put("callId", "c").put("skill", "shared/communication");
    call.put("handler", "send_email").put("handlerFile", HANDLER.toAbsolutePath().toString());
    call.set("inputs", EventJson.mapper().readTree(inputs));
    call.putObject("context")
        .put("idempotencyKey", "key-1")
        .put("workspace", folder.toString())
        .put("artifactsDir", folder.toString())
        .put("scratchDir", folder.toString());
    process.getOutputStream().write((call + "\n").getBytes(UTF_8));
    process.getOutputStream().close();
    try (InputStream out = process.getInputStream()) {
      List<String> lines = new String(out.readAllBytes(), UTF_8).lines().toList();
      assertThat(process.waitFor()).isZero();
      return EventJson.mapper().readTree(lines.getLast());
    }
  }

  private static Index at(int index) {
    return Index.atIndex(index);
  }
}
