package io.openclaw.gateway.ws;

import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.gateway.GatewayConfig;
import io.openclaw.gateway.identity.Identity;
import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/** The sessions of all open connections. */
@Startup
@ApplicationScoped
class Sessions {
  private final Session.Parts parts;
  private final SocketGuards guards;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

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

  void open(WebSocketConnection connection) {
    SocketGuard guard = guards.of(connection.handshakeRequest());
    long maxBuffered = parts.settings().websocket().maxBuffered().asLongValue();
    Outbox outbox = new Outbox(connection, parts.vertx(), guard, maxBuffered);
    Session session = new Session(connection.id(), outbox, guard, parts);
    sessions.put(connection.id(), session);
    session.opened();
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
