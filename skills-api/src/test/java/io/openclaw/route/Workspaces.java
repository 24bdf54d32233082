package io.openclaw.route;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.re2j.Pattern;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.AgentTexts;
import io.openclaw.workspace.Deployment;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.Identity;
import io.openclaw.workspace.LoadBalancing;
import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.Memory;
import io.openclaw.workspace.ModelSettings;
import io.openclaw.workspace.Monitoring;
import io.openclaw.workspace.Permissions;
import io.openclaw.workspace.RateLimits;
import io.openclaw.workspace.ResourceRequirements;
import io.openclaw.workspace.RoutingRule;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.SkillManual;
import io.openclaw.workspace.SkillNetwork;
import io.openclaw.workspace.Workflow;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.load.WorkspaceLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Workspaces to test with. */
final class Workspaces {
  /** Where the product's own workspace lies. */
  static final Path ROOT = Path.of("..", "workspace").toAbsolutePath().normalize();

  private static final Path FOLDER = Path.of("/nowhere");

  private Workspaces() {}

  /** The one that comes with the product. */
  static Workspace product() {
    return switch (WorkspaceLoader.load(ROOT)) {
      case LoadResult.Loaded loaded -> loaded.workspace();
      case LoadResult.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }

  /** One of these parts; rules in the order in which they are tried. */
  static Workspace of(
      List<Agent> agents, List<Skill> skills, List<RoutingRule> rules, List<Workflow> workflows) {
    Map<String, Agent> agentsById = new LinkedHashMap<>();
    agents.forEach(agent -> agentsById.put(agent.id(), agent));
    Map<String, Skill> skillsById = new LinkedHashMap<>();
    skills.forEach(skill -> skillsById.put(skill.id(), skill));
    Map<String, Workflow> workflowsById = new LinkedHashMap<>();
    workflows.forEach(workflow -> workflowsById.put(workflow.id(), workflow));
    return new Workspace(
        "0123456789abcdef",
        FOLDER,
        agentsById,
        skillsById,
        rules,
        workflowsById,
        LoadBalancing.DEFAULT,
        List.of());
  }

  static Agent agent(String id) {
    return new Agent(
        id,
        "Agent " + id,
        "does things",
        id,
        Identity.named(id),
        AgentTexts.ofSoul("a soul"),
        new ModelSettings("none", "none", "latest", 0, 1, ModelSettings.Thinking.NONE),
        Permissions.NONE,
        List.of(),
        null,
        Memory.SESSION,
        RateLimits.NONE,
        Monitoring.ALL,
        List.of(),
        Deployment.of(1));
  }

  static Skill skill(String id, Skill.Visibility visibility, Handler... handlers) {
    Map<String, Handler> byName = new LinkedHashMap<>();
    for (Handler handler : handlers) {
      byName.put(handler.name(), handler);
    }
    return new Skill(
        id,
        "Skill " + id,
        "1.0.0",
        FOLDER,
        SkillManual.of("skill", "does things"),
        "system",
        visibility,
        Skill.RuntimeKind.PROCESS,
        null,
        List.of(),
        List.of(),
        ResourceRequirements.within(Duration.ofSeconds(1)),
        null,
        SkillNetwork.NONE,
        byName);
  }

  static Handler handler(String name, @Nullable String match) {
    return new Handler(
        name,
        "does a thing",
        FOLDER.resolve(name + ".py"),
        match == null ? null : Pattern.compile(match),
        null,
        null,
        JsonNodeFactory.instance.objectNode(),
        JsonNodeFactory.instance.objectNode());
  }

  static RoutingRule rule(String name, String pattern, int priority, RoutingRule.Target target) {
    return new RoutingRule(name, Pattern.compile(pattern), priority, null, target);
  }
}
