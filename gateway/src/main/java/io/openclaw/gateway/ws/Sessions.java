package io.openclaw.gateway.ws;

import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.gateway.GatewayConfig;
import io.openclaw.gateway.identity.Identity;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The sessions of all open connections. */
@Startup
@ApplicationScoped
class Sessions {
  private static final Logger LOG = Logger.getLogger(Sessions.class);
  private static final Duration GOODBYE = Duration.ofSeconds(1);

  private final Session.Parts parts;
  private final SocketGuards guards;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private volatile boolean isEnding;

  Sessions(
      Identity identity,
      Methods methods,
      Hello hello,
      Vertx vertx,
      @VirtualThreads ExecutorService virtualThreads,
      SocketGuards guards,
      GatewayConfig config,
      MeterRegistry meters) {
    this.parts =
        new Session.Parts(identity, methods, hello, vertx, virtualThreads, config.gateway());
    this.guards = guards;
    meters.gaugeMapSize("openclaw.websocket.connections", List.of(), sessions);
  }

  /**
   * Tells all clients to come again at once, to whoever runs then: the close that the server itself
   * would send says that all is done. Before that ends, which is why it is no ordinary shutdown
   * event, and no longer than a moment, so that no client can hold it up.
   */
  void end(@Observes ShutdownDelayInitiatedEvent shutdown) {
    isEnding = true;
    CompletableFuture<?>[] goodbyes =
        sessions.values().stream().map(Session::restart).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(goodbyes).get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.debugf("clients are gone, or slow reason=\"%s\"", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void open(WebSocketConnection connection) {
    SocketGuard guard = guards.of(connection.handshakeRequest());
    long maxBuffered = parts.settings().websocket().maxBuffered().asLongValue();
    Outbox outbox = new Outbox(connection, parts.vertx(), guard, maxBuffered);
    Session session = new Session(connection.id(), outbox, guard, parts);
    sessions.put(connection.id(), session);
    session.opened();
    if (isEnding) {
      var _ = session.restart();
    }
  }

  void with(WebSocketConnection connection, Consumer<Session> action) {
    Session session = sessions.get(connection.id());
    if (session != null) {
      action.accept(session);
    }
  }

  void close(WebSocketConnection connection) {
    Session session = sessions.remove(connection.id());
    if (session != null) {
      session.closed();
    }
  }
}
