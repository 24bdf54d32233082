package io.openclaw.worker.egress;

import io.openclaw.worker.egress.EgressDecision.Granted;
import io.openclaw.worker.egress.EgressDecision.Reason;
import io.openclaw.worker.egress.EgressDecision.Refused;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One call's way out: an HTTP proxy that listens at a Unix socket until it is closed. It tunnels
 * ({@code CONNECT}) and forwards; where the host has secrets, it speaks TLS with the host itself,
 * so that it can put them in, and with a mail server where it is asked to ({@link Submission}).
 * Each connection serves one request.
 *
 * <p>Threading: each connection has virtual threads of its own. Closing ends all of them.
 */
public final class EgressGate implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(EgressGate.class);
  private static final int MOST_CONNECTIONS = 64;
  private static final Duration CONNECTING = Duration.ofSeconds(10);

  private final Path socket;
  private final ServerSocketChannel listener;
  private final EgressPolicy policy;
  private final List<InjectedSecret> secrets;
  private final SSLSocketFactory tls;
  private final EgressLog log;
  private final Semaphore room = new Semaphore(MOST_CONNECTIONS);
  private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean isClosed;
  private volatile @Nullable String refusal;

  private EgressGate(
      Path socket,
      ServerSocketChannel listener,
      EgressPolicy policy,
      List<InjectedSecret> secrets,
      SSLSocketFactory tls,
      EgressLog log) {
    this.socket = socket;
    this.listener = listener;
    this.policy = policy;
    this.secrets = List.copyOf(secrets);
    this.tls = tls;
    this.log = log;
  }

  /**
   * Begins to listen.
   *
   * @param socket does not exist yet
   * @param tls speaks it with hosts
   * @throws IOException where it can't be made
   */
  static EgressGate open(
      Path socket,
      EgressPolicy policy,
      List<InjectedSecret> secrets,
      SSLSocketFactory tls,
      EgressLog log)
      throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      listener.bind(UnixDomainSocketAddress.of(socket));
    } catch (IOException | RuntimeException e) {
      end(listener);
      throw e;
    }
    EgressGate gate = new EgressGate(socket, listener, policy, secrets, tls, log);
    Thread.ofVirtual().name("egress").start(gate::accept);
    return gate;
  }

  /** Where it listens. */
  public Path socket() {
    return socket;
  }

  /**
   * Whose way out it is from now on.
   *
   * @param caller key-values for the log
   */
  public void serve(String caller) {
    log.by(caller);
  }

  /** The placeholders of the secrets, by the names of their variables. */
  public Map<String, String> placeholders() {
    return secrets.stream()
        .collect(Collectors.toUnmodifiableMap(InjectedSecret::variable, InjectedSecret::shown));
  }

  /** Hosts to which requests have to go in plain, for the secrets to be put in. */
  public List<String> injectedHosts() {
    return secrets.stream()
        .flatMap(secret -> secret.hosts().stream())
        .map(HostPattern::toString)
        .distinct()
        .toList();
  }

  /** Why it refused a host the last time; null where it never has. */
  public @Nullable String refusal() {
    return refusal;
  }

  @Override
  public void close() {
    isClosed = true;
    end(listener);
    open.forEach(EgressGate::end);
    try {
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      LOG.warnf("A proxy's socket could not be removed. reason=%s", e.getMessage());
    }
  }

  private void accept() {
    while (!isClosed) {
      try {
        room.acquireUninterruptibly();
        SocketChannel client = listener.accept();
        Thread.ofVirtual().name("egress-client").start(() -> serve(client));
      } catch (IOException e) {
        if (!isClosed) {
          LOG.warnf("A call's proxy has ended. reason=%s", e.getMessage());
        }
        return;
      }
    }
  }

  private void serve(SocketChannel client) {
    open.add(client);
    try (client) {
      if (!isClosed) {
        answer(
            new BufferedInputStream(Channels.newInputStream(client)),
            Channels.newOutputStream(client),
            client);
      }
    } catch (IOException e) {
      LOG.debugf("A call's connection ended. reason=%s", e.getMessage());
    } finally {
      open.remove(client);
      room.release();
    }
  }

  private void answer(InputStream in, OutputStream out, SocketChannel client) throws IOException {
    RequestHead head;
    try {
      head = RequestHead.read(in);
    } catch (RequestHead.MalformedException e) {
      log.refused("", 0, Reason.MALFORMED);
      reply(out, "400 Bad Request", "malformed", String.valueOf(e.getMessage()));
      return;
    }
    if (head != null) {
      forward(head.isTunnel() ? Route.tunnel(head) : route(head), in, out, client);
    }
  }

  /** Where a request goes: with TLS wherever a secret may go along. */
  private Route route(RequestHead head) {
    int secure = head.port() == 80 ? 443 : head.port();
    boolean isInjected =
        !policy.isInside(head.host(), head.port())
            && secrets.stream().anyMatch(secret -> secret.isFor(lower(head.host()), secure));
    return isInjected || head.isSecure()
        ? new Route(head, isInjected ? secure : head.port(), true, null)
        : new Route(head, head.port(), false, null);
  }

  private static String lower(String host) {
    try {
      return HostPattern.normal(host);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /**
   * @param isSecure whether the proxy speaks TLS with the host
   * @param mail where the host is a mail server
   */
  private record Route(RequestHead head, int port, boolean isSecure, @Nullable Submission mail) {
    static Route tunnel(RequestHead head) {
      Submission mail = Submission.of(head).orElse(null);
      return new Route(head, head.port(), mail != null, mail);
    }
  }

  private void forward(Route route, InputStream in, OutputStream out, SocketChannel client)
      throws IOException {
    String host = route.head().host();
    switch (policy.decide(host, route.port())) {
      case Refused refused -> {
        log.refused(lower(host), route.port(), refused.reason());
        boolean isAbsent = refused.reason() == Reason.UNKNOWN_HOST;
        refusal = isAbsent ? null : refused.message();
        reply(
            out,
            isAbsent ? "502 Bad Gateway" : "403 Forbidden",
            isAbsent ? "unreachable" : "forbidden",
            refused.message());
      }
      case Granted granted -> {
        log.granted(lower(host), route.port());
        connect(route, granted, in, out, client);
      }
    }
  }

  private void connect(
      Route route, Granted granted, InputStream in, OutputStream out, SocketChannel client)
      throws IOException {
    Socket upstream;
    try {
      upstream = reach(route, granted);
    } catch (IOException e) {
      String where = route.head().host() + ":" + route.port();
      reply(out, "502 Bad Gateway", "unreachable", where + " cannot be reached: " + e.getMessage());
      return;
    }
    try (upstream) {
      if (isClosed) {
        return;
      }
      begin(route, upstream, out);
      Thread back = Thread.ofVirtual().start(() -> pumpBack(upstream, out, client));
      if (route.mail() != null) {
        Submission.login(in, upstream.getOutputStream(), secretsFor(route));
      }
      pump(in, upstream.getOutputStream());
      upstream.shutdownOutput();
      back.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.removeIf(closeable -> closeable instanceof Socket socket && socket.isClosed());
    }
  }

  private void begin(Route route, Socket upstream, OutputStream out) throws IOException {
    if (route.head().isTunnel()) {
      out.write(ascii("HTTP/1.1 200 Connection established\r\n\r\n"));
      out.write(ascii(route.mail() == null ? "" : route.mail().greeting()));
      out.flush();
    } else {
      upstream.getOutputStream().write(ascii(rewritten(route)));
      upstream.getOutputStream().flush();
    }
  }

  private String rewritten(Route route) {
    RequestHead head = route.head();
    String host = head.host().indexOf(':') < 0 ? head.host() : "[" + head.host() + "]";
    boolean isUsual = route.port() == (route.isSecure() ? 443 : 80);
    StringBuilder headers = new StringBuilder();
    head.headers().forEach(line -> headers.append(line).append("\r\n"));
    // What follows a question mark is what services repeat in their answers.
    int query = head.target().indexOf('?');
    String path = query < 0 ? head.target() : head.target().substring(0, query);
    return head.method()
        + " "
        + injected(path, route)
        + (query < 0 ? "" : head.target().substring(query))
        + " HTTP/1.1\r\n"
        + injected(headers.toString(), route)
        + ("Host: " + host + (isUsual ? "" : ":" + route.port()) + "\r\n")
        + "Connection: close\r\n\r\n";
  }

  /** Never where others could read along, nor where the host is asked to send back what it got. */
  private String injected(String part, Route route) {
    RequestHead head = route.head();
    boolean isSafe = route.isSecure() || policy.isInside(head.host(), route.port());
    if (!isSafe || head.method().equals("TRACE")) {
      return part;
    }
    String text = part;
    for (InjectedSecret secret : secretsFor(route)) {
      text = text.replace(secret.placeholder(), secret.value());
    }
    return text;
  }

  private List<InjectedSecret> secretsFor(Route route) {
    String host = lower(route.head().host());
    return secrets.stream().filter(secret -> secret.isFor(host, route.port())).toList();
  }

  /** One address after the other; the reason is that of the last one. */
  private Socket reach(Route route, Granted granted) throws IOException {
    IOException failure = new IOException("it has no address");
    for (InetAddress address : granted.addresses()) {
      Socket plain = new Socket();
      // The plain one is what is closed with the call: closing TLS waits for who is writing.
      open.add(plain);
      boolean isReached = false;
      try {
        plain.connect(
            new InetSocketAddress(address, route.port()), Math.toIntExact(CONNECTING.toMillis()));
        Socket reached = route.isSecure() ? secured(plain, route) : plain;
        isReached = true;
        return reached;
      } catch (IOException e) {
        failure = e;
      } finally {
        if (!isReached) {
          open.remove(plain);
          end(plain);
        }
      }
    }
    throw failure;
  }

  private Socket secured(Socket plain, Route route) throws IOException {
    plain.setSoTimeout(Math.toIntExact(CONNECTING.toMillis()));
    if (route.mail() != null) {
      route.mail().begin(plain);
    }
    SSLSocket secured =
        (SSLSocket) tls.createSocket(plain, route.head().host(), route.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    plain.setSoTimeout(0);
    return secured;
  }

  private static void pumpBack(Socket upstream, OutputStream out, SocketChannel client) {
    try {
      pump(upstream.getInputStream(), out);
      client.shutdownOutput();
      client.shutdownInput();
    } catch (IOException e) {
      end(client);
    }
  }

  private static void pump(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
      out.flush();
    }
  }

  private static void reply(OutputStream out, String status, String outcome, String message)
      throws IOException {
    byte[] body = (message + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(
        ascii(
            "HTTP/1.1 "
                + status
                + "\r\nX-OpenClaw-Egress: "
                + outcome
                + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                + body.length
                + "\r\nConnection: close\r\n\r\n"));
    out.write(body);
    out.flush();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void end(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      LOG.debugf("A connection could not be closed. reason=%s", e.getMessage());
    }
  }
}
