package io.openclaw.workspace;

import io.openclaw.workspace.RoutingRule.Target;
import io.openclaw.workspace.WorkflowFiles.WorkflowFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads routing-rules.yaml. */
final class RoutingFile {
  static final String PATH = "orchestrator/routing-rules.yaml";

  /**
   * A rule with the places of what it refers to.
   *
   * @param workflow a reference to a workflow of its own file
   * @param inline the workflow whose steps the rule itself lists
   */
  record RuleEntry(
      RoutingRule rule,
      Name id,
      List<Name> agents,
      @Nullable Name workflow,
      @Nullable WorkflowFile inline)
      implements Index.Item {}

  private RoutingFile() {}

  static List<RuleEntry> read(WorkspaceFiles files) {
    List<RuleEntry> rules =
        YamlFile.read(
            files,
            PATH,
            root -> root.maps("routing_rules").stream().map(RoutingFile::rule).toList());
    return rules == null ? List.of() : rules;
  }

  private static RuleEntry rule(YamlMap entry) {
    Name name = entry.name("name");
    List<Name> agents = new ArrayList<>();
    Name workflow = null;
    WorkflowFile inline = null;
    Target target = new Target.SharedSkill();
    if (entry.has("agents") == entry.has("workflow")) {
      entry.problem(
          entry.at(),
          entry.has("agents") ? ProblemCode.INVALID_VALUE : ProblemCode.MISSING_KEY,
          "a rule needs either agents (null: a shared skill alone) or a workflow");
    } else if (entry.isList("workflow")) {
      inline = WorkflowFiles.inline(entry, name);
      target = new Target.WorkflowId(name.value());
    } else if (entry.has("workflow")) {
      workflow = entry.name("workflow");
      target = new Target.WorkflowId(workflow.value());
    } else if (!entry.isNull("agents")) {
      agents.addAll(entry.nameOrNames("agents"));
      target = agents(entry, agents);
    }
    RoutingRule rule =
        new RoutingRule(
            name.value(),
            Patterns.get(entry, "pattern"),
            entry.get("priority", Scalar.integer(-1_000_000, 1_000_000)),
            entry.find("timeout", Units.DURATION),
            target);
    return new RuleEntry(rule, name, agents, workflow, inline);
  }

  private static Target agents(YamlMap entry, List<Name> agents) {
    if (agents.isEmpty()) {
      entry.problem(
          "agents",
          ProblemCode.INVALID_VALUE,
          "\"agents\" must name an agent, or be null for a shared skill alone");
      return new Target.SharedSkill();
    }
    return new Target.Agents(agents.stream().map(Name::value).toList());
  }
}
