package io.openclaw.worker.skill.inprocess;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import io.openclaw.event.Nesting;
import io.openclaw.skill.SkillException;
import io.openclaw.skill.SkillHandler;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime.Answer;
import io.openclaw.worker.skill.SkillRuntime.SkillListener;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One call of a handler, on a thread of its own: a handler that does not heed its interruption
 * keeps that thread, and nobody waits for it.
 */
final class HandlerRun {
  private static final Logger LOG = Logger.getLogger(HandlerRun.class);

  private final SkillHandler handler;
  private final SkillCall call;
  private final CallContext context;
  private final long maxOutput;
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final Thread thread;

  HandlerRun(SkillHandler handler, SkillCall call, SkillListener listener, long maxOutput) {
    this.handler = handler;
    this.call = call;
    this.context = new CallContext(call, listener);
    this.maxOutput = maxOutput;
    this.thread = Thread.ofVirtual().name("skill-" + call.tool().id()).unstarted(this::run);
  }

  /**
   * Runs it, for as long as the call may take.
   *
   * @param grace how long the handler may take to end once it is interrupted
   * @param abandoned is told of a handler that did not
   */
  Answer await(Duration grace, Consumer<SkillCall> abandoned) throws InterruptedException {
    thread.start();
    try {
      return answer.get(call.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return refused(FailureCode.TIMEOUT, "gave no answer: it took longer than " + call.timeout());
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run ends with an answer", e);
    } finally {
      context.close();
      end(grace, abandoned);
    }
  }

  private void end(Duration grace, Consumer<SkillCall> abandoned) throws InterruptedException {
    if (answer.isDone()) {
      return;
    }
    thread.interrupt();
    boolean ended = false;
    try {
      ended = thread.join(grace);
    } finally {
      if (!ended && thread.isAlive()) {
        abandoned.accept(call);
        LOG.warnf(
            "A handler does not end when it is interrupted, and is left alone. handler=%s taskId=%s"
                + " at=%s",
            id(), call.scope().taskId(), place());
      }
    }
  }

  private String place() {
    StackTraceElement[] trace = thread.getStackTrace();
    return trace.length == 0 ? "" : trace[0].toString();
  }

  private void run() {
    Answer given;
    try {
      given = output(handler.run(call.inputs().deepCopy(), context));
    } catch (SkillException e) {
      given = new Answer.Refused(e.failure());
    } catch (InterruptedException e) {
      given = failed(e);
    } catch (Throwable e) {
      // Errors too: whatever a handler runs into is its own, and its caller waits for an answer.
      LOG.warnf(e, "A handler failed unexpectedly. handler=%s", id());
      given = failed(e);
    }
    if (!answer.complete(given)) {
      LOG.debugf("A late answer was dropped. handler=%s", id());
    }
  }

  /** A copy, made where it costs the handler's time and not the worker's. */
  private Answer output(ObjectNode output) throws IOException {
    if (output == null) {
      return refused(FailureCode.BAD_OUTPUT, "returned null");
    }
    if (Nesting.isTooDeep(output)) {
      // Refused by whoever checks the output; copies would go as deep as it does.
      return new Answer.Output(output, context.artifacts());
    }
    LimitedBytes json = new LimitedBytes(maxOutput);
    try {
      EventJson.mapper().writeValue(json, output);
    } catch (LimitedBytes.TooMany e) {
      return refused(
          FailureCode.OUTPUT_TOO_LARGE,
          "returned more than %d bytes: let it be shorter, or an artifact".formatted(maxOutput));
    }
    ObjectNode copy =
        EventJson.mapper()
            .readValue(new ByteArrayInputStream(json.toByteArray()), ObjectNode.class);
    return new Answer.Output(copy, context.artifacts());
  }

  private static Answer failed(Throwable e) {
    String message = e.getMessage() == null ? "" : ": " + e.getMessage();
    return new Answer.Refused(
        FailureCode.HANDLER_FAILED.failure(e.getClass().getSimpleName() + message));
  }

  private Answer refused(FailureCode code, String what) {
    return new Answer.Refused(code.failure(id() + " " + what));
  }

  private String id() {
    return call.tool().id();
  }
}
