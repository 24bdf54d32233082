package io.openclaw.gateway.ws;

import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.buffer.Buffer;
import org.jboss.logging.Logger;

/** What connections say, handed to their sessions. The framework wants a class for each path. */
abstract class ProtocolSocket {
  private static final Logger LOG = Logger.getLogger(ProtocolSocket.class);

  private final Sessions sessions;

  ProtocolSocket(Sessions sessions) {
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
