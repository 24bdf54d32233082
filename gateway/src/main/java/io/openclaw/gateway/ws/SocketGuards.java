package io.openclaw.gateway.ws;

import io.openclaw.gateway.GatewayConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.websockets.next.HandshakeRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Puts a {@link SocketGuard} before each WebSocket, and finds it again for the session. */
@ApplicationScoped
class SocketGuards {
  /** After the access filter. */
  private static final int PRIORITY = 500;

  /** Set by us on the upgrade request, over whatever a client may have sent by that name. */
  private static final String ID_HEADER = "openclaw-socket";

  private final Map<String, SocketGuard> guards = new ConcurrentHashMap<>();
  private final long limit;

  SocketGuards(GatewayConfig config) {
    // Twice, so that a frame just over the limit still gets its answer and not just a closed door.
    this.limit = config.gateway().websocket().maxUnauthenticated().asLongValue() * 2;
  }

  void register(@Observes Filters filters) {
    filters.register(this::guard, PRIORITY);
  }

  SocketGuard of(HandshakeRequest handshake) {
    SocketGuard guard = guards.get(handshake.header(ID_HEADER));
    if (guard == null) {
      throw new IllegalStateException("a WebSocket without a guard");
    }
    return guard;
  }

  private void guard(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.headers().contains(HandshakeRequest.SEC_WEBSOCKET_KEY)
        && request.headers().contains(HttpHeaders.UPGRADE)
        && request.connection() instanceof ConnectionBase connection) {
      String id = UUID.randomUUID().toString();
      request.headers().set(ID_HEADER, id);
      SocketGuard guard = new SocketGuard(connection.channel(), limit);
      guards.put(id, guard);
      connection.channel().pipeline().addFirst(guard);
      connection.channel().closeFuture().addListener(closed -> guards.remove(id));
    }
    context.next();
  }
}
