package io.openclaw.worker.skill.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.skill.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The talk with a server, request by request. A request whose time is over, or whose call is
 * cancelled, is cancelled at the server too. Used by the thread of the call.
 */
final class Talk {
  /** Requests of the server's own that one call answers; nobody needs more. */
  private static final int MOST_ASKED = 100;

  private static final int LONGEST_ID = 256;

  private static final String INITIALIZE = "initialize";

  private final Wire wire;
  private final Notices notices;
  private final Deadline deadline;
  private final Duration time;
  private final Duration grace;
  private int lastId;
  private int asked;

  /**
   * @param notices hears what the server tells besides
   * @param time all that the call may take
   * @param grace for what is said at the end
   */
  Talk(Wire wire, Notices notices, Duration time, Duration grace) {
    this.wire = wire;
    this.notices = notices;
    this.deadline = Deadline.in(time);
    this.time = time;
    this.grace = grace;
  }

  /** Asks, and waits for the result. */
  ObjectNode request(String method, ObjectNode params) throws Refusal, InterruptedException {
    int id = ++lastId;
    // Where it is not taken, that comes as the next message.
    CompletableFuture<Void> _ = wire.send(Messages.request(id, method, params));
    try {
      ObjectNode result = null;
      while (result == null) {
        result = take(next(), id, method);
      }
      return result;
    } catch (InterruptedException e) {
      cancel(id, method, "the call was cancelled");
      throw e;
    } catch (Refusal e) {
      if (e.code() == FailureCode.TIMEOUT) {
        cancel(id, method, "the time for the call is over");
      }
      throw e;
    }
  }

  /** Tells, and waits until the server has taken it. */
  void tell(String method) throws Refusal, InterruptedException {
    CompletableFuture<Void> taken = wire.send(Messages.notification(method, Messages.empty()));
    try {
      taken.get(Math.max(0, deadline.left().toNanos()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw timeout();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw new IllegalStateException("a message could not be sent", e);
    }
  }

  private Incoming next() throws Refusal, InterruptedException {
    Duration left = deadline.left();
    Incoming incoming = left.isPositive() ? wire.next(left) : null;
    if (incoming == null) {
      throw timeout();
    }
    return incoming;
  }

  private Refusal timeout() {
    return new Refusal(FailureCode.TIMEOUT, "it took longer than " + time);
  }

  /** The result, where this is it. */
  private @Nullable ObjectNode take(Incoming incoming, int id, String method) throws Refusal {
    return switch (incoming) {
      case Incoming.Lost(Refusal why) -> throw why;
      case Incoming.Message(ObjectNode message) -> {
        if (!message.path("jsonrpc").asText().equals("2.0")) {
          throw new Refusal(FailureCode.BAD_PROTOCOL, "a message is none of JSON-RPC 2.0");
        }
        if (Messages.isRequest(message)) {
          reply(message);
          yield null;
        }
        if (message.has("method")) {
          notices.hear(message);
          yield null;
        }
        yield result(message, id, method);
      }
    };
  }

  private void reply(ObjectNode request) throws Refusal {
    if (++asked > MOST_ASKED) {
      throw new Refusal(
          FailureCode.BAD_PROTOCOL, "the server asks more than " + MOST_ASKED + " times");
    }
    JsonNode id = request.path("id");
    boolean isShort = id.asText().length() <= LONGEST_ID; // It is sent back.
    if (!isShort || (!id.isTextual() && !id.isNumber())) {
      throw new Refusal(
          FailureCode.BAD_PROTOCOL, "a request's id is neither a number nor a short text");
    }
    boolean isPing = request.path("method").asText().equals("ping");
    CompletableFuture<Void> _ =
        wire.send(isPing ? Messages.result(request) : Messages.noSuchMethod(request));
  }

  private static ObjectNode result(ObjectNode message, int id, String method) throws Refusal {
    if (message.get("error") instanceof ObjectNode error) {
      throw new Refusal(
          FailureCode.HANDLER_FAILED,
          "the server refuses %s: %s (%s)"
              .formatted(method, error.path("message").asText(), error.path("code").asText()));
    }
    if (!Messages.answers(message, id)) {
      throw new Refusal(FailureCode.BAD_PROTOCOL, "the server answers what nobody has asked");
    }
    if (message.get("result") instanceof ObjectNode result) {
      return result;
    }
    throw new Refusal(FailureCode.BAD_PROTOCOL, "an answer has neither a result nor an error");
  }

  /** As well as it can be told: the call ends anyway. */
  private void cancel(int id, String method, String reason) {
    if (method.equals(INITIALIZE)) {
      return; // The only request that must not be cancelled.
    }
    ObjectNode params = Messages.empty().put("requestId", id).put("reason", reason);
    try {
      wire.send(Messages.notification("notifications/cancelled", params))
          .get(grace.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      return; // It could not be told.
    }
  }
}
