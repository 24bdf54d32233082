package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import io.openclaw.schedule.Schedule;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A checked workspace: every reference in it leads somewhere. Immutable; an edit makes a new one.
 *
 * @param version hash of the content it was read from, 16 hexadecimal digits
 * @param root the folder, absolute; {@code /workspace/…} in files and requests means this folder
 * @param agents by id, in the registry's order
 * @param skills by id, in the registry's order
 * @param rules in the order in which they are tried: by priority, highest first, then file order
 * @param workflows by id
 * @param schedules in file order, those that are not enabled too
 */
public record Workspace(
    String version,
    Path root,
    Map<String, Agent> agents,
    Map<String, Skill> skills,
    List<RoutingRule> rules,
    Map<String, Workflow> workflows,
    LoadBalancing loadBalancing,
    List<Schedule> schedules) {
  public Workspace {
    requireNonNull(version, "version is null");
    requireNonNull(root, "root is null");
    agents = ordered(agents);
    skills = ordered(skills);
    rules = List.copyOf(rules);
    workflows = ordered(workflows);
    requireNonNull(loadBalancing, "loadBalancing is null");
    schedules = List.copyOf(schedules);
  }

  public @Nullable Agent agent(String id) {
    return agents.get(id);
  }

  public @Nullable Skill skill(String id) {
    return skills.get(id);
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
