package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.required;
import static io.openclaw.workspace.yaml.Key.withDefault;

import io.openclaw.workspace.CpuQuantity;
import io.openclaw.workspace.GpuRequirement;
import io.openclaw.workspace.MemoryQuantity;
import io.openclaw.workspace.Rate;
import io.openclaw.workspace.ResourceRequirements;
import io.openclaw.workspace.Skill.Visibility;
import io.openclaw.workspace.SkillNetwork;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.ListOf;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.OptionalKey;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;
import io.openclaw.workspace.yaml.Word;
import io.openclaw.workspace.yaml.YamlMap;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the skill registry.
 *
 * @param folder below the workspace
 * @param environment names of the environment variables that it may have
 * @param handlers null where the entry does not list them
 */
public record SkillEntry(
    Name id,
    String name,
    Name version,
    Name folder,
    Name owner,
    Visibility visibility,
    ResourceRequirements resources,
    @Nullable Rate rateLimit,
    SkillNetwork network,
    List<Name> environment,
    @Nullable List<Name> handlers)
    implements Index.Item {
  public static final String FILE_NAME = "orchestrator/skill-registry.yaml";

  private static final String SKILLS_FOLDER = "/workspace/skills/";
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

  private static final Scalar<String> LOCATION_TEXT =
      Scalar.matching("a folder below " + SKILLS_FOLDER, SKILLS_FOLDER + "[^\\\\\\x00-\\x1f]+")
          .where(path -> !(path + "/").contains("/../"));

  private static final OptionalKey<CpuQuantity> CPU =
      OptionalKey.of("cpu", Units.CPU, "Processors that one call takes at the most.");
  private static final OptionalKey<MemoryQuantity> MEMORY =
      OptionalKey.of(
          "memory", Units.MEMORY, "Memory that one call takes at the most, such as 4Gi.");
  private static final Key<GpuRequirement> GPU =
      withDefault(
          "gpu",
          Units.GPU,
          GpuRequirement.NONE,
          "none, optional, required, or how many GPUs it needs.");
  private static final Key<Duration> TIMEOUT =
      withDefault(
          "timeout",
          Units.DURATION,
          DEFAULT_TIMEOUT,
          "The longest that one call may take; 5m without it.");
  private static final Shape<ResourceRequirements> REQUIREMENTS =
      Shape.of(
          "What one call takes at the most.",
          map ->
              new ResourceRequirements(
                  map.get(CPU), map.get(MEMORY), map.get(GPU), map.get(TIMEOUT)),
          CPU,
          MEMORY,
          GPU,
          TIMEOUT);

  private static final Key<Name> ID =
      required("id", Word.ANY, "The skill's id: the path of its folder below skills/.");
  private static final Key<String> NAME = required("name", Scalar.TEXT, "How people call it.");
  private static final Key<Name> VERSION =
      required("version", Word.ANY, "The skill's version, the same as in its config.yaml.");
  private static final OptionalKey<Name> LOCATION =
      OptionalKey.of(
          "location", new Word(LOCATION_TEXT), "Its folder, where that is not skills/<id>.");
  private static final Key<Name> OWNER =
      required("owner", Word.ANY, "system, or the agent's folder in agents/ that it belongs to.");

  /** The stand-in is the one that nothing can be held against. */
  private static final Key<Visibility> VISIBILITY =
      required(
          "visibility",
          Scalar.oneOf(Visibility.class, Visibility.PUBLIC),
          "private: for its owner alone; public: for every agent, and for requests without one.");

  private static final Key<ResourceRequirements> RESOURCES =
      withDefault(
          "resource_requirements",
          REQUIREMENTS,
          ResourceRequirements.within(DEFAULT_TIMEOUT),
          "What one call takes at the most.");
  private static final OptionalKey<Rate> RATE_LIMIT =
      OptionalKey.of(
          "rate_limit",
          Units.RATE,
          "How often it may be called by everybody together, such as 100/minute.");
  private static final Key<List<Name>> ENVIRONMENT =
      withDefault(
          "environment",
          new ListOf<>(new Word(NetworkShapes.VARIABLE)),
          List.of(),
          "Names of the worker's environment variables that its handlers may have; no secrets.");
  private static final OptionalKey<List<Name>> HANDLERS =
      OptionalKey.of(
          "handlers", new ListOf<>(Word.ANY), "Names of its handlers, those of its config.yaml.");

  private static final Shape<SkillEntry> SKILL =
      Shape.of(
          "A skill of the system.",
          SkillEntry::read,
          ID,
          NAME,
          VERSION,
          LOCATION,
          OWNER,
          VISIBILITY,
          RESOURCES,
          RATE_LIMIT,
          NetworkShapes.SKILL_ENDPOINTS,
          NetworkShapes.SECRETS,
          ENVIRONMENT,
          HANDLERS);
  private static final Key<List<SkillEntry>> SKILLS =
      required("skills", new ListOf<>(SKILL), "All skills, in the order in which they are shown.");

  /** The whole file. */
  static final Shape<List<SkillEntry>> FILE =
      Shape.of(
          FILE_NAME + ": which skills there are, and who may use them.",
          map -> map.get(SKILLS),
          SKILLS);

  static Found<SkillEntry> readAll(WorkspaceFiles files) {
    List<SkillEntry> skills = files.yaml(FILE_NAME, FILE);
    return skills == null
        ? Found.nothing()
        : new Found<>(skills, skills.stream().allMatch(skill -> skill.id().isGiven()));
  }

  private static SkillEntry read(YamlMap map) {
    Name id = map.get(ID);
    return new SkillEntry(
        id,
        map.get(NAME),
        map.get(VERSION),
        folder(id, map.get(LOCATION)),
        map.get(OWNER),
        map.get(VISIBILITY),
        map.get(RESOURCES),
        map.get(RATE_LIMIT),
        new SkillNetwork(map.get(NetworkShapes.SKILL_ENDPOINTS), map.get(NetworkShapes.SECRETS)),
        map.get(ENVIRONMENT),
        map.get(HANDLERS));
  }

  private static Name folder(Name id, @Nullable Name location) {
    if (location == null) {
      return id.isGiven() ? new Name("skills/" + id.value(), id.at()) : id;
    }
    int end = location.value().length();
    while (end > 0 && location.value().charAt(end - 1) == '/') {
      end--;
    }
    return location.isGiven()
        ? new Name(location.value().substring("/workspace/".length(), end), location.at())
        : location;
  }
}
