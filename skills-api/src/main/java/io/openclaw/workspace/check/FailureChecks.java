package io.openclaw.workspace.check;

import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.file.Index;
import io.openclaw.workspace.file.StepEntry;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Problems;
import org.jspecify.annotations.Nullable;

/** Checks what the steps of one workflow ask for in case that they fail. */
final class FailureChecks {
  private final Index<StepEntry> steps;
  private final Problems problems;

  private FailureChecks(Index<StepEntry> steps, Problems problems) {
    this.steps = steps;
    this.problems = problems;
  }

  static void run(Index<StepEntry> steps, Problems problems) {
    FailureChecks checks = new FailureChecks(steps, problems);
    steps.items().forEach(checks::check);
  }

  private void check(StepEntry step) {
    Name reference = step.conditions().onFailure().reference();
    if (reference == null) {
      return;
    }
    switch (step.conditions().onFailure().policy()) {
      case OnFailure.Compensate _ -> checkCompensation(step, reference);
      case OnFailure.Fallback _ -> checkFallback(step, reference);
      case OnFailure.Fail _, OnFailure.Continue _ -> {}
    }
  }

  private void checkFallback(StepEntry step, Name agent) {
    if (step.agents().stream().anyMatch(own -> own.value().equals(agent.value()))) {
      problems.add(
          agent.at(),
          ProblemCode.INVALID_VALUE,
          "agent %s does the step already; name another one".formatted(agent));
    }
  }

  private void checkCompensation(StepEntry step, Name reference) {
    StepEntry undo = steps.resolve(reference, problems);
    if (undo == null) {
      return;
    }
    if (undo.equals(step)) {
      problems.add(
          reference.at(),
          ProblemCode.INVALID_VALUE,
          "a step cannot undo what it has failed to do itself; name another one");
      return;
    }
    String key = forbidden(undo);
    if (key != null) {
      problems.add(
          reference.at(),
          ProblemCode.INVALID_VALUE,
          "step %s is done only to undo others, and at once, so it has no %s; take that out there"
              .formatted(reference, key));
    }
    for (StepEntry other : steps.items()) {
      other.dependsOn().stream()
          .filter(name -> name.value().equals(reference.value()))
          .forEach(this::reportWaiting);
    }
  }

  /** Two steps may have the same compensation: {@link Problems} keeps one of equal problems. */
  private void reportWaiting(Name dependency) {
    problems.add(
        dependency.at(),
        ProblemCode.INVALID_VALUE,
        "step %s is done only where another one has failed, so that nothing can wait for it; take it out here"
            .formatted(dependency));
  }

  private static @Nullable String forbidden(StepEntry undo) {
    if (!undo.dependsOn().isEmpty()) {
      return "depends_on";
    }
    if (undo.conditions().when() != null) {
      return "when";
    }
    if (undo.conditions().forEach() != null) {
      return "for_each";
    }
    if (undo.conditions().approval() != null) {
      return "approval";
    }
    return undo.conditions().onFailure().policy() instanceof OnFailure.Compensate
        ? "compensation of its own"
        : null;
  }
}
