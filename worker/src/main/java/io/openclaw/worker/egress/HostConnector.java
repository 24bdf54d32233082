package io.openclaw.worker.egress;

import io.openclaw.worker.egress.EgressDecision.Granted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Connects to hosts at the addresses that were checked, with TLS where a route asks for it. */
final class HostConnector {
  /** None of a host's addresses answers. */
  static final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreachableException(Route route, IOException cause) {
      super(
          "%s:%d cannot be reached: %s"
              .formatted(route.head().host(), route.port(), cause.getMessage()),
          cause);
    }
  }

  private static final Duration CONNECTING = Duration.ofSeconds(10);

  private final SSLSocketFactory tls;
  private final OpenConnections open;

  HostConnector(SSLSocketFactory tls, OpenConnections open) {
    this.tls = tls;
    this.open = open;
  }

  /**
   * Tries one address after the other.
   *
   * @throws UnreachableException with the reason of the last one
   */
  Upstream reach(Route route, Granted granted) throws UnreachableException {
    IOException failure = new IOException("it has no address");
    for (InetAddress address : granted.addresses()) {
      Socket plain = new Socket();
      // The plain one is what is closed with the call: closing TLS waits for who is writing.
      open.add(plain);
      boolean isReached = false;
      try {
        plain.connect(
            new InetSocketAddress(address, route.port()), Math.toIntExact(CONNECTING.toMillis()));
        Upstream reached =
            new Upstream(route.isSecure() ? secured(plain, route) : plain, plain, open);
        isReached = true;
        return reached;
      } catch (IOException e) {
        failure = e;
      } finally {
        if (!isReached) {
          open.end(plain);
        }
      }
    }
    throw new UnreachableException(route, failure);
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
}
