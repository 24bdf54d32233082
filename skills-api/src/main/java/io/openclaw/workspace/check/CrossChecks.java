package io.openclaw.workspace.check;

import io.openclaw.workspace.WorkspaceContent;
import io.openclaw.workspace.WorkspaceProblem;
import io.openclaw.workspace.file.BalancerFile.AgentRule;
import io.openclaw.workspace.file.Catalog;
import io.openclaw.workspace.file.Index;
import io.openclaw.workspace.file.ScheduleEntry;
import io.openclaw.workspace.yaml.Problems;
import java.util.List;
import java.util.Objects;

/**
 * All checks across files: registries against folders, and references from each file to the others.
 * What could not be read is not held against those who refer to it.
 */
public final class CrossChecks {
  private CrossChecks() {}

  public static void run(Catalog catalog, Problems problems) {
    AgentChecks.run(catalog, problems);
    SkillChecks.run(catalog, problems);
    new VariableChecks(catalog, problems).checkGrants();
    Nesting nesting = Nesting.check(catalog, problems);
    catalog.workflows().items().forEach(w -> WorkflowChecks.run(w, catalog, nesting, problems));
    RuleChecks.run(catalog, problems);
    checkBalancer(catalog, problems);
    checkSchedules(catalog, problems);
  }

  /** Of a workspace that is sound otherwise: what stops one skill and no other. */
  public static List<WorkspaceProblem> warnings(Catalog catalog, WorkspaceContent content) {
    Problems warnings = new Problems();
    new VariableChecks(catalog, warnings).checkWishes();
    LockChecks.run(catalog, content, warnings);
    return warnings.sorted();
  }

  private static void checkSchedules(Catalog catalog, Problems problems) {
    catalog.schedules().stream()
        .map(ScheduleEntry::agent)
        .filter(Objects::nonNull)
        .forEach(agent -> catalog.agent(agent, problems));
    Index.checkUnique(
        "schedule", catalog.schedules().stream().map(ScheduleEntry::name).toList(), problems);
  }

  private static void checkBalancer(Catalog catalog, Problems problems) {
    catalog.balancer().agents().forEach(rule -> catalog.agent(rule.agent(), problems));
    Index.checkUnique(
        "agent", catalog.balancer().agents().stream().map(AgentRule::agent).toList(), problems);
  }
}
