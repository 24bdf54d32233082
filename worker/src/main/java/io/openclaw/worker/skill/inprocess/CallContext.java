package io.openclaw.worker.skill.inprocess;

import io.openclaw.artifact.ArtifactAddress;
import io.openclaw.skill.SkillContext;
import io.openclaw.skill.SkillException;
import io.openclaw.worker.artifact.AttemptArtifacts.Announced;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime.SkillListener;
import io.openclaw.worker.skill.protocol.HandlerLog;
import io.openclaw.workspace.Agent;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The context of one call, until it is closed. Thread-safe. */
final class CallContext implements SkillContext {
  private final SkillCall call;
  private final SkillListener listener;
  private final HandlerLog log;
  private final Map<String, Announced> artifacts = new LinkedHashMap<>();
  private volatile boolean closed;

  CallContext(SkillCall call, SkillListener listener) {
    this.call = call;
    this.listener = listener;
    this.log = new HandlerLog(call);
  }

  /** From now on, nothing that the handler says is heard. */
  void close() {
    closed = true;
  }

  /** What has been announced until now. */
  synchronized List<Announced> artifacts() {
    return List.copyOf(artifacts.values());
  }

  @Override
  public String tenant() {
    return call.scope().tenant();
  }

  @Override
  public UUID taskId() {
    return call.scope().taskId();
  }

  @Override
  public String stepId() {
    return call.scope().step().stepId();
  }

  @Override
  public int attempt() {
    return call.scope().step().attempt();
  }

  @Override
  public String idempotencyKey() {
    return call.scope().idempotencyKey();
  }

  @Override
  public String language() {
    return call.scope().language().code();
  }

  @Override
  public @Nullable String agentId() {
    Agent agent = call.scope().agent();
    return agent == null ? null : agent.id();
  }

  @Override
  public List<Path> paths() {
    return call.scope().grants().paths();
  }

  @Override
  public void progress(String message, @Nullable Double fraction) {
    if (!closed) {
      Double known =
          fraction == null || fraction.isNaN() ? null : (Double) Math.clamp(fraction, 0.0, 1.0);
      listener.progress(HandlerLog.shortened(message), known);
    }
  }

  @Override
  public void log(Level level, String message) {
    if (!closed) {
      log.write(level.name(), message);
    }
  }

  @Override
  public synchronized Path artifact(String name, String mediaType) throws SkillException {
    if (closed) {
      throw SkillException.permanent("CALL_ENDED", "the call has ended; no file is taken any more");
    }
    if (!ArtifactAddress.isPlain(name)) {
      throw SkillException.permanent(
          FailureCode.BAD_OUTPUT.name(), "'" + name + "' is no plain file name for an artifact");
    }
    artifacts.put(name, new Announced(name, mediaType));
    return call.artifactsDir().resolve(name);
  }
}
