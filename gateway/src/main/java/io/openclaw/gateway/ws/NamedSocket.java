package io.openclaw.gateway.ws;

import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.buffer.Buffer;
import org.jboss.logging.Logger;

/** The protocol at {@code /ws}, for proxies that route by path. */
@WebSocket(path = "/ws")
class NamedSocket {
  private static final Logger LOG = Logger.getLogger(NamedSocket.class);

  private final Sessions sessions;

  NamedSocket(Sessions sessions) {
    this.sessions = sessions;
  }

  @OnOpen
  @RunOnVirtualThread
  void opened(WebSocketConnection connection) {
    sessions.open(connection);
  }

  @OnTextMessage
  @RunOnVirtualThread
  void received(String text, WebSocketConnection connection) {
    sessions.with(connection, session -> session.received(text));
  }

  @OnBinaryMessage
  @RunOnVirtualThread
  void received(Buffer binary, WebSocketConnection connection) {
    sessions.with(connection, session -> session.received(binary.getBytes()));
  }

  @OnError
  void failed(Exception failure, WebSocketConnection connection) {
    LOG.debugf("connection failed connId=%s reason=\"%s\"", connection.id(), failure);
  }

  @OnClose
  @RunOnVirtualThread
  void closed(WebSocketConnection connection) {
    sessions.close(connection);
  }
}
