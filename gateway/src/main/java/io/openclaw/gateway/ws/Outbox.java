package io.openclaw.gateway.ws;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.netty.buffer.ByteBufUtil;
import io.openclaw.gateway.GatewayJson;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * All that goes out on one connection, in one order, with the events numbered in it. Any thread may
 * send. What a client has not taken yet is counted; one with too much waiting is dropped.
 */
final class Outbox {
  private static final Logger LOG = Logger.getLogger(Outbox.class);
  private static final Duration GOODBYE = Duration.ofSeconds(5);
  private static final int POLICY_VIOLATION = 1008;

  private final WebSocketConnection connection;
  private final Vertx vertx;
  private final SocketGuard guard;
  private final long maxBuffered;

  /** Bytes. Counted down on the event loop, which must not wait for the lock that writers hold. */
  private final AtomicLong buffered = new AtomicLong();

  // Guarded by this.
  private long seq;
  private boolean isClosing;
  private CompletableFuture<Void> closed = CompletableFuture.completedFuture(null);

  Outbox(WebSocketConnection connection, Vertx vertx, SocketGuard guard, long maxBuffered) {
    this.connection = connection;
    this.vertx = vertx;
    this.guard = guard;
    this.maxBuffered = maxBuffered;
  }

  /** An answer. */
  void send(Frame.Response response) {
    var _ = write(response);
  }

  /** An answer, and then what follows it. */
  void send(String requestId, Method.Reply reply) {
    try {
      send(Frame.Response.ok(requestId, reply.payload()));
    } catch (RuntimeException e) {
      reply.unsent().run();
      throw e;
    }
    reply.next().run();
  }

  /** An event from before hello, which has no number. */
  void sendUnnumbered(String event, Object payload) {
    var _ = write(new Frame.Event(event, payload, null));
  }

  /** The next event; done when it has been handed to the network. */
  synchronized CompletableFuture<Void> send(String event, Object payload) {
    if (isClosing) {
      return CompletableFuture.failedFuture(new IllegalStateException("the connection is closed"));
    }
    seq++;
    return write(new Frame.Event(event, payload, seq));
  }

  /** The next event, whenever the client takes it. */
  void post(String event, Object payload) {
    var _ = send(event, payload);
  }

  private synchronized CompletableFuture<Void> write(Frame frame) {
    String text = json(frame);
    int bytes = ByteBufUtil.utf8Bytes(text);
    if (buffered.addAndGet(bytes) > maxBuffered) {
      dropSlowClient();
    }
    // Under the lock, so that frames leave in the order of their numbers.
    return connection
        .sendText(text)
        .subscribeAsCompletionStage()
        .whenComplete((done, e) -> written(bytes, e));
  }

  private void written(int bytes, @Nullable Throwable failure) {
    buffered.addAndGet(-bytes);
    if (failure != null) {
      LOG.debugf("frame not written connId=%s reason=\"%s\"", connection.id(), failure);
    }
  }

  /** Tells a client that does not read that this is the end, and cuts it off if it misses that. */
  void dropSlowClient() {
    LOG.infof("slow client dropped connId=%s", connection.id());
    close(POLICY_VIOLATION, "slow consumer");
    vertx.setTimer(GOODBYE.toMillis(), timer -> guard.cutOff());
  }

  synchronized void close(int code, String reason) {
    if (!isClosing) {
      isClosing = true;
      closed =
          connection
              .close(new CloseReason(code, reason))
              .subscribeAsCompletionStage()
              .whenComplete((done, e) -> closed(code, e));
    }
  }

  /** Of a connection that is being closed: done when the client has been told, or is gone. */
  synchronized CompletableFuture<Void> closed() {
    return closed;
  }

  private void closed(int code, @Nullable Throwable failure) {
    if (failure == null) {
      LOG.debugf("connection closed connId=%s code=%d", connection.id(), code);
    } else {
      LOG.debugf("connection was gone connId=%s", connection.id());
    }
  }

  private static String json(Frame frame) {
    try {
      return GatewayJson.mapper().writeValueAsString(frame);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a frame", e);
    }
  }
}
