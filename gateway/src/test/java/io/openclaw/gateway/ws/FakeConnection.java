package io.openclaw.gateway.ws;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.HandshakeRequest;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** A connection whose client takes what it gets, or nothing at all. */
final class FakeConnection implements WebSocketConnection {
  private final boolean isRead;
  private final List<String> sent = new ArrayList<>();
  private @Nullable CloseReason closeReason;

  private FakeConnection(boolean isRead) {
    this.isRead = isRead;
  }

  static FakeConnection read() {
    return new FakeConnection(true);
  }

  static FakeConnection unread() {
    return new FakeConnection(false);
  }

  List<String> sent() {
    return sent;
  }

  @Override
  public String id() {
    return "fake";
  }

  @Override
  public Uni<Void> sendText(String text) {
    sent.add(text);
    return isRead ? Uni.createFrom().voidItem() : Uni.createFrom().nothing();
  }

  @Override
  public Uni<Void> close(CloseReason reason) {
    closeReason = reason;
    return Uni.createFrom().voidItem();
  }

  @Override
  public boolean isClosed() {
    return closeReason != null;
  }

  @Override
  public @Nullable CloseReason closeReason() {
    return closeReason;
  }

  @Override
  public <M> Uni<Void> sendText(M message) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Void> sendBinary(Buffer binary) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Void> sendPing(Buffer data) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Void> sendPong(Buffer data) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String pathParam(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isSecure() {
    throw new UnsupportedOperationException();
  }

  @Override
  public SSLSession sslSession() {
    throw new UnsupportedOperationException();
  }

  @Override
  public HandshakeRequest handshakeRequest() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String subprotocol() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Instant creationTime() {
    throw new UnsupportedOperationException();
  }

  @Override
  public UserData userData() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String endpointId() {
    throw new UnsupportedOperationException();
  }

  @Override
  public BroadcastSender broadcast() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<WebSocketConnection> getOpenConnections() {
    throw new UnsupportedOperationException();
  }
}
