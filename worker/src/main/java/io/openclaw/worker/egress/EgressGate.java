package io.openclaw.worker.egress;

import io.openclaw.worker.egress.EgressDecision.Reason;
import io.openclaw.worker.egress.EgressDecision.Refused;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
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

  private final Path socket;
  private final ServerSocketChannel listener;
  private final Injection injection;
  private final EgressLog log;
  private final OpenConnections open = new OpenConnections();
  private final Exchange.Rules rules;
  private final Semaphore room = new Semaphore(MOST_CONNECTIONS);
  private volatile @Nullable String refusal;

  private EgressGate(
      Path socket,
      ServerSocketChannel listener,
      EgressPolicy policy,
      Injection injection,
      SSLSocketFactory tls,
      EgressLog log) {
    this.socket = socket;
    this.listener = listener;
    this.injection = injection;
    this.log = log;
    this.rules =
        new Exchange.Rules(policy, injection, new HostConnector(tls, open), log, this::note);
    open.add(listener);
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
      OpenConnections.close(listener);
      throw e;
    }
    EgressGate gate =
        new EgressGate(socket, listener, policy, new Injection(policy, secrets), tls, log);
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
    return injection.placeholders();
  }

  /** Hosts to which requests have to go in plain, for the secrets to be put in. */
  public List<String> injectedHosts() {
    return injection.hosts();
  }

  /** Why it refused a host the last time; null where it never has. */
  public @Nullable String refusal() {
    return refusal;
  }

  @Override
  public void close() {
    open.close();
    try {
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      LOG.warnf("A proxy's socket could not be removed. reason=%s", e.getMessage());
    }
  }

  /** That a host has no address says nothing of what the call may do. */
  private void note(Refused refused) {
    refusal = refused.reason() == Reason.UNKNOWN_HOST ? null : refused.message();
  }

  private void accept() {
    while (!open.isClosed()) {
      try {
        room.acquireUninterruptibly();
        SocketChannel client = listener.accept();
        Thread.ofVirtual().name("egress-client").start(() -> serve(client));
      } catch (IOException e) {
        if (!open.isClosed()) {
          LOG.warnf("A call's proxy has ended. reason=%s", e.getMessage());
        }
        return;
      }
    }
  }

  private void serve(SocketChannel client) {
    open.add(client);
    try {
      if (!open.isClosed()) {
        new Exchange(rules, client).run();
      }
    } catch (IOException e) {
      LOG.debugf("A call's connection ended. reason=%s", e.getMessage());
    } finally {
      open.end(client);
      room.release();
    }
  }
}
