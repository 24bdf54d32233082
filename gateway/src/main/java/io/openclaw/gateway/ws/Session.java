package io.openclaw.gateway.ws;

import static io.openclaw.gateway.problem.ProblemCode.AUTH_TOKEN_MISMATCH;
import static io.openclaw.gateway.problem.ProblemCode.INVALID_REQUEST;

import io.openclaw.gateway.GatewayConfig;
import io.openclaw.gateway.identity.Caller;
import io.openclaw.gateway.identity.Identity;
import io.openclaw.gateway.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One connection. It begins with a challenge and waits for {@code connect}; whatever else comes
 * first ends it. Then it answers requests, several at a time, until either side closes.
 *
 * <p>The callbacks come one after another; methods run on virtual threads of their own.
 */
final class Session {
  static final String CHALLENGE = "connect.challenge";
  static final String TICK = "tick";
  private static final String CONNECT = "connect";

  private static final Logger LOG = Logger.getLogger(Session.class);
  private static final int PROTOCOL_ERROR = 1002;
  private static final int NO_TEXT = 1003;
  private static final int POLICY_VIOLATION = 1008;
  private static final int TOO_LARGE = 1009;
  private static final int SERVICE_RESTART = 1012;

  private final String id;
  private final Outbox outbox;
  private final SocketGuard guard;
  private final Parts parts;
  private final Subscriptions subscriptions;
  private final Semaphore room;

  private volatile @Nullable Connected connected;
  private long connectTimer;
  private volatile long tickTimer = -1;

  /** What every session works with. */
  record Parts(
      Identity identity,
      Methods methods,
      Hello hello,
      Vertx vertx,
      ExecutorService virtualThreads,
      GatewayConfig.Gateway settings) {}

  /**
   * Who the client is: its token, asked for anew at each request, and no more than it asked for.
   */
  private record Connected(ConnectParams params) {}

  @RegisterForReflection
  private record Tick(long ts) {}

  @RegisterForReflection
  private record Challenge(String nonce, long ts) {}

  Session(String id, Outbox outbox, SocketGuard guard, Parts parts) {
    this.id = id;
    this.outbox = outbox;
    this.guard = guard;
    this.parts = parts;
    this.subscriptions = new Subscriptions(outbox, parts.virtualThreads(), parts.settings());
    this.room = new Semaphore(parts.settings().websocket().maxRequests());
  }

  void opened() {
    outbox.sendUnnumbered(
        CHALLENGE, new Challenge(UUID.randomUUID().toString(), System.currentTimeMillis()));
    connectTimer =
        parts
            .vertx()
            .setTimer(
                parts.settings().websocket().connectTimeout().toMillis(),
                timer -> closeUnlessConnected());
  }

  private void closeUnlessConnected() {
    if (connected == null) {
      outbox.close(POLICY_VIOLATION, "connect timeout");
    }
  }

  /** The gateway ends; done when the client has been told, or is gone. */
  CompletableFuture<Void> restart() {
    outbox.close(SERVICE_RESTART, "service restart");
    return outbox.closed();
  }

  void closed() {
    parts.vertx().cancelTimer(connectTimer);
    parts.vertx().cancelTimer(tickTimer);
    subscriptions.close();
    LOG.debugf("connection ended connId=%s", id);
  }

  void received(byte[] binary) {
    outbox.close(NO_TEXT, "frames are text");
  }

  void received(String text) {
    Connected who = connected;
    GatewayConfig.Gateway settings = parts.settings();
    long limit =
        who == null
            ? settings.websocket().maxUnauthenticated().asLongValue()
            : settings.maxBody().asLongValue();
    switch (FrameReader.read(text, limit)) {
      case FrameReader.Result.Ok(Frame.Request request) when who == null -> handshake(request);
      case FrameReader.Result.Ok(Frame.Request request) -> dispatch(request, who);
      case FrameReader.Result.Bad(String requestId, ProblemException problem) -> {
        fail(requestId, problem);
        if (who == null) {
          outbox.close(
              FrameReader.isLongerThan(text, limit) ? TOO_LARGE : POLICY_VIOLATION,
              "invalid handshake");
        }
      }
    }
  }

  private void handshake(Frame.Request request) {
    try {
      if (!request.method().equals(CONNECT)) {
        throw ProblemException.of(
            INVALID_REQUEST, "invalid handshake: the first request must be connect");
      }
      ConnectParams params = ConnectParams.of(request.params());
      Caller caller = caller(params).orElseThrow(() -> wrongToken(params.token()));
      welcome(request, params, caller);
    } catch (ProblemException e) {
      fail(request.id(), e);
      boolean isMismatch = "PROTOCOL_MISMATCH".equals(e.details().get("code"));
      outbox.close(isMismatch ? PROTOCOL_ERROR : POLICY_VIOLATION, closeReason(e));
    }
  }

  /** A close frame has room for 123 bytes. */
  private static String closeReason(ProblemException e) {
    return e.code() == AUTH_TOKEN_MISMATCH ? "unauthorized" : "invalid handshake";
  }

  private void welcome(Frame.Request request, ConnectParams params, Caller caller) {
    guard.lift();
    parts.vertx().cancelTimer(connectTimer);
    outbox.send(Frame.Response.ok(request.id(), parts.hello().to(caller, params.role(), id)));
    connected = new Connected(params);
    tickTimer =
        parts
            .vertx()
            .setPeriodic(
                parts.settings().websocket().tickInterval().toMillis(),
                timer -> outbox.post(TICK, new Tick(System.currentTimeMillis())));
    LOG.debugf("client connected connId=%s tenant=%s", id, caller.tenant());
  }

  private Optional<Caller> caller(ConnectParams params) {
    return parts
        .identity()
        .callerOf(params.token())
        .map(caller -> caller.narrowedTo(params.scopes()));
  }

  private void dispatch(Frame.Request request, Connected who) {
    try {
      if (request.method().equals(CONNECT)) {
        throw ProblemException.of(INVALID_REQUEST, "this connection is connected already");
      }
      Method method = parts.methods().named(request.method());
      Caller caller = caller(who.params()).orElseThrow(() -> wrongToken(who.params().token()));
      caller.require(method.scope());
      if (!room.tryAcquire()) {
        throw ProblemException.unavailable("too many requests of this connection under way", null);
      }
      parts.virtualThreads().execute(() -> run(request, method, caller));
    } catch (ProblemException e) {
      fail(request.id(), e);
      if (e.code() == AUTH_TOKEN_MISMATCH) {
        outbox.close(POLICY_VIOLATION, closeReason(e));
      }
    }
  }

  private void run(Frame.Request request, Method method, Caller caller) {
    try {
      outbox.send(
          request.id(),
          method.handle(new Method.Call(caller, new Params(request.params()), subscriptions)));
    } catch (Exception e) {
      fail(request.id(), e);
    } finally {
      room.release();
    }
  }

  private void fail(String requestId, Exception failure) {
    outbox.send(Frame.Response.failed(requestId, WireError.of(failure)));
  }

  private static ProblemException wrongToken(String token) {
    String detail = token.isEmpty() ? "AUTH_TOKEN_MISSING" : AUTH_TOKEN_MISMATCH.name();
    return ProblemException.of(
        AUTH_TOKEN_MISMATCH,
        token.isEmpty() ? "unauthorized: connect needs auth.token" : "unauthorized: wrong token",
        Map.of("code", detail));
  }
}
