package io.openclaw.worker.skill.protocol;

import io.openclaw.worker.artifact.AttemptArtifacts;
import io.openclaw.worker.artifact.AttemptArtifacts.Announced;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime.Answer;
import io.openclaw.worker.skill.SkillRuntime.SkillListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The talk with one handler, until it has answered or is given up. */
public final class Exchange {
  private static final Logger LOG = Logger.getLogger(Exchange.class);
  private static final int LAST_LINES = 20;

  private final Peer peer;
  private final SkillCall call;
  private final SkillListener listener;
  private final HandlerLog log;
  private final Map<String, Announced> artifacts = new LinkedHashMap<>();

  public Exchange(Peer peer, SkillCall call, SkillListener listener) {
    this.peer = peer;
    this.call = call;
    this.listener = listener;
    this.log = new HandlerLog(call);
  }

  /** Ends with the answer, or with why there is none; the peer may be left running. */
  public Answer converse() throws InterruptedException {
    long deadline = System.nanoTime() + call.timeout().toNanos();
    Answer answer = null;
    while (answer == null) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      RunnerMessage message = peer.next(left);
      answer = message == null ? timeout() : answer(message);
    }
    return answer;
  }

  private @Nullable Answer answer(RunnerMessage message) {
    return switch (message) {
      case RunnerMessage.Ready _ -> null;
      case RunnerMessage.Progress progress -> {
        listener.progress(HandlerLog.shortened(progress.message()), progress.fraction());
        yield null;
      }
      case RunnerMessage.Log line -> {
        log.write(line.level(), line.message());
        yield null;
      }
      case RunnerMessage.ArtifactMade made -> {
        artifacts.put(made.artifact().name(), made.artifact());
        yield artifacts.size() > AttemptArtifacts.MOST_FILES
            ? given(FailureCode.TOO_MANY_FILES, "it announced too many files: pack them into one")
            : null;
      }
      case RunnerMessage.Result result ->
          last(new Answer.Output(result.output(), List.copyOf(artifacts.values())));
      case RunnerMessage.Refusal refusal -> {
        // A foreseen failure has told all; for another one the reason is in what it wrote.
        boolean isForeseen = !refusal.failure().code().equals(FailureCode.HANDLER_FAILED.name());
        logStandardError(isForeseen ? Logger.Level.DEBUG : Logger.Level.WARN);
        yield last(new Answer.Refused(refusal.failure()));
      }
      case RunnerMessage.Malformed malformed -> given(FailureCode.BAD_PROTOCOL, malformed.why());
      case RunnerMessage.TooLong tooLong -> given(FailureCode.OUTPUT_TOO_LARGE, tooLong.why());
      case RunnerMessage.End _ -> ended(peer.ending());
    };
  }

  private Answer last(Answer answer) {
    if (!peer.endsByItself()) {
      LOG.warnf("A handler has to be ended after its answer. handler=%s", id());
    }
    return answer;
  }

  private Answer ended(Peer.Ending ending) {
    return given(ending.code(), ending.why());
  }

  private Answer timeout() {
    return given(FailureCode.TIMEOUT, "it took longer than " + call.timeout());
  }

  private Answer given(FailureCode code, String why) {
    logStandardError(Logger.Level.WARN);
    return new Answer.Refused(code.failure(id() + " gave no answer: " + why));
  }

  private void logStandardError(Logger.Level level) {
    List<String> lines = peer.standardError();
    for (String line : lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())) {
      log.write(level, "stderr: " + line);
    }
  }

  private String id() {
    return call.tool().id();
  }
}
