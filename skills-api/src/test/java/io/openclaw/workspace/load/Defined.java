package io.openclaw.workspace.load;

import io.openclaw.workspace.Agent;
import io.openclaw.workspace.AgentTexts;
import io.openclaw.workspace.Deployment;
import io.openclaw.workspace.Identity;
import io.openclaw.workspace.LoadBalancing;
import io.openclaw.workspace.Memory;
import io.openclaw.workspace.ModelSettings;
import io.openclaw.workspace.ModelSettings.Thinking;
import io.openclaw.workspace.Monitoring;
import io.openclaw.workspace.Permissions;
import io.openclaw.workspace.RateLimits;
import io.openclaw.workspace.ResourceRequirements;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.Visibility;
import io.openclaw.workspace.SkillManual;
import io.openclaw.workspace.SkillNetwork;
import io.openclaw.workspace.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Which part of a workspace a file defines. */
final class Defined {
  private Defined() {}

  /** What differs and is not defined by the file. */
  static List<String> differencesBeyond(String file, Workspace a, Workspace b) {
    Map<String, Object> parts = parts(without(file, a));
    Map<String, Object> others = parts(without(file, b));
    List<String> differences = new ArrayList<>();
    parts.forEach((name, part) -> {
      if (!part.equals(others.remove(name))) {
        differences.add(name);
      }
    });
    differences.addAll(others.keySet());
    return differences;
  }

  private static Map<String, Object> parts(Workspace workspace) {
    Map<String, Object> parts = new LinkedHashMap<>();
    workspace.agents().forEach((id, agent) -> parts.put("agent " + id, agent));
    workspace.skills().forEach((id, skill) -> parts.put("skill " + id, skill));
    workspace.workflows().forEach((id, workflow) -> parts.put("workflow " + id, workflow));
    parts.put("rules", workspace.rules());
    parts.put("load balancing", workspace.loadBalancing());
    parts.put("schedules", workspace.schedules());
    return parts;
  }

  /** The workspace without what the file defines, and without its version. */
  private static Workspace without(String file, Workspace workspace) {
    Workspace w = workspace;
    return switch (file) {
      case "orchestrator/agent-registry.yaml" ->
          of(w, each(w.agents(), Defined::withoutEntry), w.skills(), w);
      case "orchestrator/skill-registry.yaml" ->
          of(w, w.agents(), each(w.skills(), Defined::withoutEntry), w);
      case "orchestrator/routing-rules.yaml" ->
          new Workspace(
              "",
              w.root(),
              w.agents(),
              w.skills(),
              List.of(),
              w.workflows(),
              w.loadBalancing(),
              w.schedules());
      case "orchestrator/load-balancer.yaml" ->
          new Workspace(
              "",
              w.root(),
              w.agents(),
              w.skills(),
              w.rules(),
              w.workflows(),
              LoadBalancing.DEFAULT,
              w.schedules());
      case "orchestrator/schedules.yaml" ->
          new Workspace(
              "",
              w.root(),
              w.agents(),
              w.skills(),
              w.rules(),
              w.workflows(),
              w.loadBalancing(),
              List.of());
      case String f when f.startsWith("orchestrator/workflows/") ->
          new Workspace(
              "",
              w.root(),
              w.agents(),
              w.skills(),
              w.rules(),
              Map.of(),
              w.loadBalancing(),
              w.schedules());
      case String f when f.startsWith("agents/") ->
          of(
              w,
              each(
                  w.agents(),
                  agent -> isIn(file, "agents/" + agent.folder()) ? withoutFolder(agent) : agent),
              w.skills(),
              w);
      case String f when f.startsWith("skills/") ->
          of(
              w,
              w.agents(),
              each(
                  w.skills(), skill -> isIn(file, folder(w, skill)) ? withoutFolder(skill) : skill),
              w);
      default -> throw new IllegalArgumentException(file);
    };
  }

  private static String folder(Workspace workspace, Skill skill) {
    return workspace.root().relativize(skill.folder()).toString();
  }

  private static boolean isIn(String file, String folder) {
    return file.startsWith(folder + "/");
  }

  private static Workspace of(
      Workspace old, Map<String, Agent> agents, Map<String, Skill> skills, Workspace rest) {
    return new Workspace(
        "",
        old.root(),
        agents,
        skills,
        rest.rules(),
        rest.workflows(),
        rest.loadBalancing(),
        rest.schedules());
  }

  private static <V> Map<String, V> each(Map<String, V> values, UnaryOperator<V> change) {
    Map<String, V> changed = new LinkedHashMap<>();
    values.forEach((id, value) -> changed.put(id, change.apply(value)));
    return changed;
  }

  private static Agent withoutEntry(Agent a) {
    return new Agent(
        a.id(),
        a.name(),
        a.description(),
        a.folder(),
        a.identity(),
        a.texts(),
        a.model(),
        a.permissions(),
        a.skills(),
        a.tools(),
        a.memory(),
        a.rateLimits(),
        a.monitoring(),
        List.of(),
        Deployment.of(1));
  }

  private static Agent withoutFolder(Agent a) {
    return new Agent(
        a.id(),
        a.name(),
        "",
        a.folder(),
        Identity.named(""),
        AgentTexts.ofSoul(""),
        new ModelSettings("", "", "", 0, 1, Thinking.NONE),
        Permissions.NONE,
        List.of(),
        null,
        Memory.SESSION,
        RateLimits.NONE,
        Monitoring.ALL,
        a.domains(),
        a.deployment());
  }

  private static Skill withoutEntry(Skill s) {
    return new Skill(
        s.id(),
        "",
        s.version(),
        s.folder(),
        s.manual(),
        "",
        Visibility.PUBLIC,
        s.runtime(),
        s.server(),
        s.requirements(),
        List.of(),
        ResourceRequirements.within(Duration.ofSeconds(1)),
        null,
        SkillNetwork.NONE,
        s.handlers());
  }

  private static Skill withoutFolder(Skill s) {
    return new Skill(
        s.id(),
        s.name(),
        s.version(),
        s.folder(),
        SkillManual.of("", ""),
        s.owner(),
        s.visibility(),
        s.runtime(),
        s.server(),
        List.of(),
        List.of(),
        s.resources(),
        s.rateLimit(),
        s.network(),
        Map.of());
  }
}
