package io.openclaw.worker.skill;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.Artifact;
import io.openclaw.event.Failure;
import io.openclaw.event.Nesting;
import io.openclaw.worker.artifact.ArtifactReferences;
import io.openclaw.worker.artifact.AttemptArtifacts;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.RuntimeKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Checks the inputs, grants the files, passes the gates, runs the handler, checks its output, keeps
 * its artifacts, and lets people watch.
 */
final class CheckedCalls implements SkillCalls {
  private static final Logger LOG = Logger.getLogger(CheckedCalls.class);

  private final Map<RuntimeKind, SkillRuntime> runtimes;
  private final Gates gates;
  private final CallWatch watch;
  private final Schemas schemas = new Schemas();

  CheckedCalls(Collection<SkillRuntime> runtimes, Collection<CallGate> gates, CallWatch watch) {
    this.runtimes =
        runtimes.stream().collect(Collectors.toUnmodifiableMap(SkillRuntime::kind, it -> it));
    this.gates = new Gates(gates);
    this.watch = watch;
  }

  @Override
  public void prepare(Collection<Skill> skills) {
    runtimes.forEach((kind, runtime) ->
        runtime.prepare(skills.stream().filter(skill -> skill.runtime() == kind).toList()));
    for (Skill skill : skills) {
      try {
        skill.handlers().values().forEach(schemas::compile);
      } catch (RuntimeException e) {
        LOG.warnf("A skill has a schema that cannot be used. skillId=%s reason=%s", skill.id(), e);
      }
    }
  }

  @Override
  public SkillRuntime.Condition condition(Skill skill) {
    String lack = lack(skill);
    return lack == null
        ? runtimeOf(skill).condition(skill)
        : new SkillRuntime.Condition.NotReady(lack);
  }

  @Override
  public SkillOutcome call(StepScope scope, Tool tool, String callId, ObjectNode arguments)
      throws InterruptedException {
    CallWatch.Watched watched = watch.called(scope, tool, callId, arguments);
    try {
      SkillOutcome outcome = attempt(scope, tool, callId, arguments, watched);
      watched.returned(outcome instanceof SkillOutcome.Failed failed ? failed.failure() : null);
      return outcome;
    } catch (InterruptedException e) {
      watched.interrupted();
      throw e;
    }
  }

  private SkillOutcome attempt(
      StepScope scope,
      Tool tool,
      String callId,
      ObjectNode arguments,
      SkillRuntime.SkillListener listener)
      throws InterruptedException {
    String lack = lack(tool.skill());
    if (lack != null) {
      return new SkillOutcome.Failed(
          FailureCode.SKILL_NOT_READY.failure(tool.skill().id() + " is not ready: " + lack));
    }
    Failure misfit = checkOwner(scope, tool);
    if (misfit == null) {
      misfit = schemas.checkInputs(tool, arguments);
    }
    if (misfit != null) {
      return new SkillOutcome.Failed(misfit);
    }
    try {
      FileInputs.Resolved files = FileInputs.resolve(arguments, tool.handler().inputs(), scope);
      if (files.refusal() != null) {
        return new SkillOutcome.Failed(files.refusal());
      }
      Path staged = scope.artifacts().stage(callId);
      try {
        SkillCall call =
            new SkillCall(scope, callId, tool, files.inputs(), staged, tool.timeout(scope.agent()));
        return switch (gates.call(runtimeOf(call.tool().skill()), call, listener)) {
          case SkillRuntime.Answer.Refused refused -> new SkillOutcome.Failed(refused.failure());
          case SkillRuntime.Answer.Output output -> accept(call, output);
        };
      } finally {
        discard(scope, staged);
      }
    } catch (IOException e) {
      LOG.errorf(e, "Artifacts could not be kept. handler=%s taskId=%s", tool.id(), scope.taskId());
      return new SkillOutcome.Failed(FailureCode.ofArtifacts(e));
    }
  }

  /** Here all ways meet on which a call can come: whoever has chosen the tool is not asked. */
  private static @Nullable Failure checkOwner(StepScope scope, Tool tool) {
    Skill skill = tool.skill();
    return skill.isFor(scope.agent())
        ? null
        : FailureCode.FORBIDDEN_SKILL.failure(
            "skill %s is private to agents/%s".formatted(skill.id(), skill.owner()));
  }

  /** A folder that stays takes nothing away from what the call came to. */
  private static void discard(StepScope scope, Path staged) {
    try {
      scope.artifacts().discard(staged);
    } catch (IOException e) {
      LOG.warnf(e, "A call's folder could not be removed. taskId=%s", scope.taskId());
    }
  }

  private SkillOutcome accept(SkillCall call, SkillRuntime.Answer.Output answer)
      throws IOException {
    AttemptArtifacts artifacts = call.scope().artifacts();
    Failure misfit = checkDepth(call, answer);
    if (misfit == null) {
      misfit = schemas.checkOutput(call.tool(), answer.output());
    }
    if (misfit == null) {
      misfit = artifacts.check(call.artifactsDir(), answer.artifacts());
    }
    if (misfit == null) {
      misfit = checkReferences(call, answer);
    }
    if (misfit != null) {
      return new SkillOutcome.Failed(misfit);
    }
    Map<String, Artifact> published = artifacts.publish(call.artifactsDir(), answer.artifacts());
    ArtifactReferences.complete(answer.output(), name -> find(name, published, artifacts));
    return new SkillOutcome.Returned(answer.output(), List.copyOf(published.values()));
  }

  /** First of all: the other checks follow an output down to its last level. */
  private static @Nullable Failure checkDepth(SkillCall call, SkillRuntime.Answer.Output answer) {
    return Nesting.isTooDeep(answer.output())
        ? FailureCode.OUTPUT_TOO_DEEP.failure(
            "output of %s nests deeper than %d levels of arrays and objects: let it be flatter, or an artifact"
                .formatted(call.tool().id(), Nesting.MOST_LEVELS))
        : null;
  }

  /** An output may name what its own call has announced, and what earlier calls have made. */
  private static @Nullable Failure checkReferences(
      SkillCall call, SkillRuntime.Answer.Output answer) {
    Set<String> unknown = ArtifactReferences.names(answer.output());
    answer.artifacts().forEach(announced -> unknown.remove(announced.name()));
    unknown.removeIf(name -> call.scope().artifacts().get(name) != null);
    return unknown.isEmpty()
        ? null
        : FailureCode.BAD_OUTPUT.failure(
            "output of " + call.tool().id() + " names artifacts that it did not make: " + unknown);
  }

  private static Artifact find(
      String name, Map<String, Artifact> published, AttemptArtifacts earlier) {
    Artifact own = published.get(name);
    return own == null ? requireNonNull(earlier.get(name), "artifact is null") : own;
  }

  private SkillRuntime runtimeOf(Skill skill) {
    return requireNonNull(runtimes.get(skill.runtime()), "runtime is null");
  }

  /** What it would take to run it, whatever its runtime says; null: nothing. */
  private @Nullable String lack(Skill skill) {
    if (!runtimes.containsKey(skill.runtime())) {
      // A worker of an older version has not all of them.
      return "this worker has no runtime " + skill.runtime().name().toLowerCase(Locale.ROOT);
    }
    return skill.withheld().isEmpty()
        ? null
        : "its config.yaml wants the environment variables %s, which orchestrator/skill-registry.yaml does not grant it; ./openclaw validate says what to do"
            .formatted(skill.withheld());
  }
}
