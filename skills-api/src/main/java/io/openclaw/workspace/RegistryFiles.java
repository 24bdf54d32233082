package io.openclaw.workspace;

import com.google.re2j.Pattern;
import io.openclaw.event.StepAttempt;
import io.openclaw.workspace.Skill.Visibility;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads agent-registry.yaml and skill-registry.yaml. */
final class RegistryFiles {
  static final String AGENTS = "orchestrator/agent-registry.yaml";
  static final String SKILLS = "orchestrator/skill-registry.yaml";

  private static final String SKILLS_FOLDER = "/workspace/skills/";
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

  /** An agent's id ends the name of its topic. */
  private static final Pattern TOPIC_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,100}");

  /** What an agent's entry may be. */
  enum Status {
    ACTIVE,
    /** Left out, as if it were not there; nothing may refer to it. */
    INACTIVE
  }

  /** An entry of the agent registry. */
  record AgentEntry(
      Name id, Name name, Status status, @Nullable Name version, List<String> domains, int replicas)
      implements Index.Item {}

  /**
   * An entry of the skill registry.
   *
   * @param folder below the workspace
   * @param handlers null where the entry does not list them
   */
  record SkillEntry(
      Name id,
      String name,
      Name version,
      Name folder,
      Name owner,
      Visibility visibility,
      Duration timeout,
      @Nullable List<Name> handlers)
      implements Index.Item {}

  private static final Scalar<Status> STATUS = Scalar.oneOf(Status.class, Status.ACTIVE);

  /** The stand-in is the one that nothing can be held against. */
  private static final Scalar<Visibility> VISIBILITY =
      Scalar.oneOf(Visibility.class, Visibility.PUBLIC);

  private RegistryFiles() {}

  static Found<AgentEntry> readAgents(WorkspaceFiles files) {
    List<AgentEntry> agents =
        YamlFile.read(
            files, AGENTS, root -> root.maps("agents").stream().map(RegistryFiles::agent).toList());
    return agents == null
        ? Found.nothing()
        : new Found<>(agents, agents.stream().allMatch(agent -> agent.id().isGiven()));
  }

  static Found<SkillEntry> readSkills(WorkspaceFiles files) {
    List<SkillEntry> skills =
        YamlFile.read(
            files, SKILLS, root -> root.maps("skills").stream().map(RegistryFiles::skill).toList());
    return skills == null
        ? Found.nothing()
        : new Found<>(skills, skills.stream().allMatch(skill -> skill.id().isGiven()));
  }

  private static AgentEntry agent(YamlMap entry) {
    checkTheRest(entry);
    Name id = entry.name("id");
    if (id.value().toLowerCase(Locale.ROOT).equals(StepAttempt.SHARED)) {
      entry.problem(
          id.at(),
          ProblemCode.RESERVED_ID,
          id + " stands for public skills that run without an agent; choose another id");
    } else if (id.isGiven() && !TOPIC_NAME.matches(id.value())) {
      entry.problem(
          id.at(),
          ProblemCode.INVALID_VALUE,
          id + " must be 1 to 100 letters, digits, dots, - and _, as it names a topic");
    }
    return new AgentEntry(
        id,
        entry.name("name"),
        entry.get("status", STATUS, Status.ACTIVE),
        entry.findName("version"),
        entry.names("domains").stream().map(Name::value).toList(),
        entry.get("replicas", Scalar.integer(0, 1000), 1));
  }

  private static SkillEntry skill(YamlMap entry) {
    entry.find("rate_limit", Units.RATE);
    Name id = entry.name("id");
    return new SkillEntry(
        id,
        entry.get("name", Scalar.TEXT),
        entry.name("version"),
        folder(entry, id),
        entry.name("owner"),
        entry.get("visibility", VISIBILITY),
        timeout(entry.findMap("resource_requirements")),
        entry.has("handlers") ? entry.names("handlers") : null);
  }

  private static Name folder(YamlMap entry, Name id) {
    Name location = entry.findName("location");
    if (location == null) {
      return new Name("skills/" + id.value(), id.at());
    }
    if (!location.value().startsWith(SKILLS_FOLDER) || location.value().contains("/..")) {
      entry.problem(
          location.at(),
          ProblemCode.INVALID_VALUE,
          location + " must be a folder below " + SKILLS_FOLDER);
    }
    String folder = location.value().replaceFirst("^/workspace/", "").replaceFirst("/+$", "");
    return new Name(folder, location.at());
  }

  /** Of the requirements only the time limit has a component in {@link Skill}. */
  private static Duration timeout(@Nullable YamlMap requirements) {
    if (requirements == null) {
      return DEFAULT_TIMEOUT;
    }
    requirements.find("cpu", Units.CPU);
    requirements.find("memory", Units.MEMORY);
    requirements.find("gpu", Units.GPU);
    return requirements.get("timeout", Units.DURATION, DEFAULT_TIMEOUT);
  }

  /** Settings without a component in {@link Agent}: they have to be right and are not kept. */
  private static void checkTheRest(YamlMap entry) {
    entry.within(
        "slo",
        slo -> {
          slo.find("availability", Units.PERCENT);
          slo.find("response_time_p99", Units.DURATION);
          slo.find("throughput", Units.RATE);
        });
    entry.within(
        "resources",
        resources -> {
          resources.within("requests", RegistryFiles::checkResources);
          resources.within("limits", RegistryFiles::checkResources);
        });
    entry.within(
        "autoscaling",
        scaling -> {
          scaling.find("enabled", Scalar.FLAG);
          scaling.find("min_replicas", Scalar.integer(0, 1000));
          scaling.find("max_replicas", Scalar.integer(1, 1000));
          scaling.find("target_cpu_utilization", Units.PERCENT);
          scaling.find("target_memory_utilization", Units.PERCENT);
        });
  }

  private static void checkResources(YamlMap resources) {
    resources.find("cpu", Units.CPU);
    resources.find("memory", Units.MEMORY);
    resources.find("nvidia.com/gpu", Scalar.integer(0, 1024));
  }
}
