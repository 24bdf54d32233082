package io.openclaw.workspace.check;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.file.Catalog;
import io.openclaw.workspace.file.Index;
import io.openclaw.workspace.file.RuleEntry;
import io.openclaw.workspace.file.StepEntry;
import io.openclaw.workspace.file.WorkflowEntry;
import io.openclaw.workspace.yaml.Problems;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks the routing rules: that each leads somewhere, in the time that it gives. */
final class RuleChecks {
  private final Catalog catalog;
  private final Problems problems;

  private RuleChecks(Catalog catalog, Problems problems) {
    this.catalog = catalog;
    this.problems = problems;
  }

  static void run(Catalog catalog, Problems problems) {
    RuleChecks checks = new RuleChecks(catalog, problems);
    catalog.rules().forEach(checks::check);
    Index.checkUnique("rule", Index.ids(catalog.rules()), problems);
  }

  private void check(RuleEntry rule) {
    rule.agents().forEach(agent -> catalog.agent(agent, problems));
    Index.checkUnique("agent", rule.agents(), problems);
    WorkflowEntry workflow = workflow(rule);
    Duration timeout = rule.rule().timeout();
    if (workflow != null && timeout != null) {
      workflow.steps().forEach(step -> checkTimeout(step, rule, timeout));
    }
  }

  private @Nullable WorkflowEntry workflow(RuleEntry rule) {
    return rule.workflow() == null
        ? rule.inline()
        : catalog.workflows().resolve(rule.workflow(), problems);
  }

  private void checkTimeout(StepEntry step, RuleEntry rule, Duration limit) {
    Duration timeout = Timeouts.of(step, catalog);
    if (timeout != null && timeout.compareTo(limit) > 0) {
      problems.add(
          rule.timeout(),
          ProblemCode.TIMEOUT_TOO_SHORT,
          "step %s of the workflow may take longer than this, %d s; raise this, or lower that in"
                  .formatted(step.id(), timeout.toSeconds())
              + " %s:%d".formatted(step.timeout().file(), step.timeout().line()));
    }
  }
}
