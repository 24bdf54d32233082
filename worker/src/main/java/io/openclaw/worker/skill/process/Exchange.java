package io.openclaw.worker.skill.process;

import io.openclaw.worker.artifact.AttemptArtifacts.Announced;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime.Answer;
import io.openclaw.worker.skill.SkillRuntime.SkillListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The talk with one skill's process, until it has answered or is given up. */
final class Exchange {
  private static final Logger LOG = Logger.getLogger(Exchange.class);
  private static final int LONGEST_TEXT = 500;
  private static final int LAST_LINES = 20;

  /** Lines that one call may write to the worker's log. */
  private static final int MOST_LOGGED = 1_000;

  /** The helper's code for an exception of the handler. */
  private static final String UNFORESEEN = "HANDLER_FAILED";

  private final SkillProcess process;
  private final SkillCall call;
  private final SkillListener listener;
  private final Map<String, Announced> artifacts = new LinkedHashMap<>();

  private int logged;

  Exchange(SkillProcess process, SkillCall call, SkillListener listener) {
    this.process = process;
    this.call = call;
    this.listener = listener;
  }

  Answer converse() throws InterruptedException {
    long deadline = System.nanoTime() + call.timeout().toNanos();
    Answer answer = null;
    while (answer == null) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      RunnerMessage message = process.next(left);
      answer = message == null ? timeout() : answer(message);
    }
    return answer;
  }

  private @Nullable Answer answer(RunnerMessage message) {
    return switch (message) {
      case RunnerMessage.Progress progress -> {
        listener.progress(shortened(progress.message()), progress.fraction());
        yield null;
      }
      case RunnerMessage.Log log -> {
        log(log);
        yield null;
      }
      case RunnerMessage.ArtifactMade made -> {
        artifacts.put(made.artifact().name(), made.artifact());
        yield null;
      }
      case RunnerMessage.Result result ->
          last(new Answer.Output(result.output(), List.copyOf(artifacts.values())));
      case RunnerMessage.Refusal refusal -> {
        // A foreseen failure has told all; for another one the reason is in what it wrote.
        boolean isForeseen = !refusal.failure().code().equals(UNFORESEEN);
        logStandardError(isForeseen ? Logger.Level.DEBUG : Logger.Level.WARN);
        yield last(new Answer.Refused(refusal.failure()));
      }
      case RunnerMessage.Malformed malformed -> given(FailureCode.BAD_PROTOCOL, malformed.why());
      case RunnerMessage.TooLong tooLong -> given(FailureCode.OUTPUT_TOO_LARGE, tooLong.why());
      case RunnerMessage.End _ -> ended();
    };
  }

  private Answer ended() {
    String breach = process.breach();
    return breach == null
        ? given(FailureCode.SKILL_CRASHED, process.ending())
        : given(FailureCode.LIMIT_EXCEEDED, breach);
  }

  private Answer last(Answer answer) {
    if (!process.endsByItself()) {
      LOG.warnf("A skill's process has to be ended after its answer. handler=%s", id());
    }
    return answer;
  }

  private Answer timeout() {
    return given(FailureCode.TIMEOUT, "it took longer than " + call.timeout());
  }

  private Answer given(FailureCode code, String why) {
    logStandardError(Logger.Level.WARN);
    return new Answer.Refused(code.failure(id() + " gave no answer: " + why));
  }

  private void log(RunnerMessage.Log log) {
    logged++;
    if (logged > MOST_LOGGED) {
      if (logged == MOST_LOGGED + 1) {
        LOG.warnf("A skill goes on logging; no more of it is kept. handler=%s", id());
      }
      return;
    }
    Logger.Level level =
        switch (log.level().toLowerCase(Locale.ROOT)) {
          case "debug" -> Logger.Level.DEBUG;
          case "warn", "warning" -> Logger.Level.WARN;
          case "error" -> Logger.Level.ERROR;
          default -> Logger.Level.INFO;
        };
    LOG.logf(level, "%s handler=%s taskId=%s", shortened(log.message()), id(), taskId());
  }

  private void logStandardError(Logger.Level level) {
    List<String> lines = process.standardError();
    for (String line : lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())) {
      LOG.logf(level, "stderr: %s handler=%s taskId=%s", shortened(line), id(), taskId());
    }
  }

  private String id() {
    return call.tool().id();
  }

  private Object taskId() {
    return call.scope().taskId();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }
}
