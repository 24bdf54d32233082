package io.openclaw.worker.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openclaw.workspace.SkillNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The proxy with real sockets, a real host, and names that lead where a test says. */
@Timeout(60)
class EgressGateTest {
  private static final Map<String, String> OWN =
      Map.of("KEY", "s3cret", "HOOK", "https://hooks.test/services/p4th", "BAD", "a\nb");

  @TempDir Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger lookups = new AtomicInteger();
  private HttpServer host;
  private int port;

  @BeforeEach
  void serve() throws IOException {
    host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    host.createContext("/", this::answer);
    host.start();
    port = host.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    host.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    heard.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " host="
            + exchange.getRequestHeaders().getFirst("Host")
            + " key="
            + exchange.getRequestHeaders().getFirst("X-Key")
            + " proxy="
            + exchange.getRequestHeaders().getFirst("Proxy-Authorization")
            + " body="
            + new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
    byte[] body = "hello".getBytes(ISO_8859_1);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void shouldForwardARequest() throws Exception {
    try (EgressGate gate = open("api.test:" + port)) {
      // when
      String answer =
          ask(
              gate,
              "POST http://api.test:"
                  + port
                  + "/a?b=c HTTP/1.1\r\nHost: other.test\r\nProxy-Authorization: x\r\nX-Key: k\r\nContent-Length: 4\r\n\r\nbody");

      // then
      assertThat(answer).startsWith("HTTP/1.1 200").endsWith("hello");
      assertThat(heard)
          .containsExactly("POST /a?b=c host=api.test:" + port + " key=k proxy=null body=body");
    }
  }

  @Test
  void shouldTunnel() throws Exception {
    try (EgressGate gate = open("api.test:" + port)) {
      // when
      String answer =
          ask(
              gate,
              "CONNECT api.test:"
                  + port
                  + " HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

      // then
      assertThat(answer).startsWith("HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 200");
    }
  }

  @Test
  void shouldRefuseWithAReasonAndCountIt() throws Exception {
    try (EgressGate gate = open("api.test:" + port)) {
      // when
      String answer = ask(gate, "GET http://other.test/ HTTP/1.1\r\n\r\n");

      // then
      assertThat(answer)
          .startsWith("HTTP/1.1 403")
          .contains("X-OpenClaw-Egress: forbidden", "other.test:80 is granted neither");
      assertThat(meters.counter("openclaw.egress.decisions", "outcome", "not_granted").count())
          .isEqualTo(1);
      assertThat(heard).isEmpty();
    }
  }

  /** A name may mean something else a moment later (DNS rebinding); the proxy asks only once. */
  @Test
  void shouldConnectToTheAddressThatItHasChecked() throws Exception {
    try (EgressGate gate = open("rebinding.test:" + port)) {
      // when
      String answer = ask(gate, "GET http://rebinding.test:" + port + "/ HTTP/1.1\r\n\r\n");

      // then
      assertThat(answer).startsWith("HTTP/1.1 200");
      assertThat(lookups).hasValue(1);
    }
  }

  @Test
  void shouldPutSecretsInForTheirHostsOnly() throws Exception {
    SkillNetwork network =
        new SkillNetwork(
            List.of("other.test:" + port),
            List.of(
                new SkillNetwork.Secret("KEY", List.of("api.test:" + port)),
                new SkillNetwork.Secret("HOOK", List.of("api.test:" + port)),
                new SkillNetwork.Secret("BAD", List.of("api.test:" + port)),
                new SkillNetwork.Secret("ABSENT", List.of("api.test:" + port))));
    try (EgressGate gate = open(network)) {
      // given
      assertThat(gate.placeholders()).containsOnlyKeys("KEY", "HOOK");
      String key = Objects.requireNonNull(gate.placeholders().get("KEY"));
      String hook = Objects.requireNonNull(gate.placeholders().get("HOOK"));
      assertThat(hook).startsWith("https://hooks.test/").doesNotContain("p4th");
      String path = hook.substring("https://hooks.test".length());

      // when
      for (String name : List.of("api.test", "other.test")) {
        ask(
            gate,
            "GET http://%s:%d%s?k=%s HTTP/1.1\r\nX-Key: Bearer %s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(name, port, path, key, key, key.length(), key));
      }

      // then, in a query or a body never
      assertThat(heard.getFirst())
          .startsWith("GET /services/p4th?k=" + key + " host=api.test")
          .contains("key=Bearer s3cret")
          .endsWith("body=" + key);
      assertThat(heard.getLast()).doesNotContain("s3cret", "p4th").contains(key);
    }
  }

  @Test
  void shouldEndItsConnectionsWhenItCloses() throws Exception {
    // given
    EgressGate gate = open("api.test:" + port);
    try (SocketChannel client = connect(gate)) {
      client.write(ISO_8859_1.encode("CONNECT api.test:" + port + " HTTP/1.1\r\n\r\n"));
      Channels.newInputStream(client).read();

      // when
      gate.close();

      // then
      assertThat(Channels.newInputStream(client).readAllBytes()).isNotNull();
      assertThat(gate.socket()).doesNotExist();
    }
  }

  /** Whatever is written, the answer is one of the proxy's, and the proxy goes on. */
  @Test
  void shouldLiveThroughAnyHead() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> parts =
        List.of(
            "GET",
            "CONNECT",
            " ",
            "http://",
            "https://",
            "api.test",
            ":" + port,
            ":99999",
            "/",
            "@",
            "HTTP/1.1",
            "\r\n",
            "\n",
            "\r",
            ":",
            "Host: x",
            "\0",
            "é",
            "[",
            "]",
            "?",
            "#",
            "X: y");
    try (EgressGate gate = open("api.test:" + port)) {
      for (int round = 0; round < 300; round++) {
        StringBuilder head = new StringBuilder();
        for (int part = random.nextInt(12); part >= 0; part--) {
          head.append(parts.get(random.nextInt(parts.size())));
        }
        String answer = ask(gate, head + "\r\n\r\n");
        assertThat(answer)
            .as("seed %d: %s", seed, head)
            .matches(a -> a.isEmpty() || a.startsWith("HTTP/1.1 "));
      }
      assertThat(ask(gate, "GET http://api.test:" + port + "/ HTTP/1.1\r\n\r\n")).endsWith("hello");
    }
  }

  @Test
  void shouldLeaveNothingOpenWhereItCannotListen() throws Exception {
    Files.createFile(folder.resolve("egress.sock"));
    long before = descriptors();

    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> open("api.test:" + port)).isInstanceOf(IOException.class);
    }

    assertThat(descriptors()).isLessThan(before + 50);
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  @Test
  void shouldNotOpenWhereNothingIsGranted() throws Exception {
    Egress egress = new Egress(List.of(), OWN, meters);
    assertThat(egress.open(folder.resolve("s"), List.of(), SkillNetwork.NONE, "")).isNull();
    assertThat(
            egress.open(
                folder.resolve("s"),
                List.of(),
                new SkillNetwork(List.of("${ABSENT}"), List.of()),
                ""))
        .isNull();
  }

  private EgressGate open(String endpoint) throws IOException {
    return open(new SkillNetwork(List.of(endpoint), List.of()));
  }

  private EgressGate open(SkillNetwork network) throws IOException {
    Egress egress =
        new Egress(
            Stream.of("api.test:", "other.test:", "rebinding.test:").map(n -> n + port).toList(),
            OWN,
            meters,
            this::resolve,
            () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    return Objects.requireNonNull(
        egress.open(folder.resolve("egress.sock"), List.of(), network, "handler=test"));
  }

  private List<InetAddress> resolve(String name) throws UnknownHostException {
    if (name.equals("rebinding.test") && lookups.incrementAndGet() > 1) {
      throw new UnknownHostException("asked a second time");
    }
    return List.of(InetAddress.getLoopbackAddress());
  }

  private static SocketChannel connect(EgressGate gate) throws IOException {
    SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);
    client.connect(UnixDomainSocketAddress.of(gate.socket()));
    return client;
  }

  private static String ask(EgressGate gate, String request) throws IOException {
    try (SocketChannel client = connect(gate)) {
      client.write(ISO_8859_1.encode(request));
      client.shutdownOutput();
      return new String(Channels.newInputStream(client).readAllBytes(), ISO_8859_1);
    }
  }
}
