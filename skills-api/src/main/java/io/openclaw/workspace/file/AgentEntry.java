package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.required;
import static io.openclaw.workspace.yaml.Key.withDefault;

import io.openclaw.event.StepAttempt;
import io.openclaw.workspace.Autoscaling;
import io.openclaw.workspace.Deployment;
import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.ServiceLevel;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.ListOf;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.OptionalKey;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;
import io.openclaw.workspace.yaml.Word;
import io.openclaw.workspace.yaml.YamlMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An entry of the agent registry. */
public record AgentEntry(
    Name id,
    Name name,
    Status status,
    @Nullable Name version,
    List<String> domains,
    Deployment deployment)
    implements Index.Item {
  public static final String FILE_NAME = "orchestrator/agent-registry.yaml";

  /** What an agent's entry may be. */
  public enum Status {
    ACTIVE,
    /** Left out, as if it were not there; nothing may refer to it. */
    INACTIVE
  }

  private static final Scalar<String> TOPIC_NAME =
      Scalar.matching(
          "1 to 100 letters, digits, dots, - and _, as it names a topic", "[a-zA-Z0-9._-]{1,100}");

  private static final Key<Name> ID =
      required("id", new Word(TOPIC_NAME), "The agent's id, the same as in its config.yaml.");
  private static final Key<Name> NAME =
      required("name", Word.ANY, "How people call it, the same as in its config.yaml.");
  private static final Key<Status> STATUS =
      withDefault(
          "status",
          Scalar.oneOf(Status.class, Status.ACTIVE),
          Status.ACTIVE,
          "inactive: as if it were not there; nothing may refer to it.");
  private static final OptionalKey<Name> VERSION =
      OptionalKey.of("version", Word.ANY, "The agent's version, the same as in IDENTITY.md.");
  private static final Key<Integer> REPLICAS =
      withDefault("replicas", DeploymentShapes.REPLICA_COUNT, 1, "Workers wanted for it.");
  private static final Key<List<String>> DOMAINS =
      withDefault("domains", new ListOf<>(Scalar.TEXT), List.of(), "Its fields of work.");
  private static final Key<ServiceLevel> SLO =
      withDefault(
          "slo", DeploymentShapes.SLO, ServiceLevel.UNSAID, "What its users were promised.");
  private static final Key<DeploymentShapes.Bounds> RESOURCES =
      withDefault(
          "resources",
          DeploymentShapes.RESOURCES,
          DeploymentShapes.Bounds.UNSAID,
          "What each of its workers gets of a machine.");
  private static final OptionalKey<Autoscaling> AUTOSCALING =
      OptionalKey.of(
          "autoscaling",
          DeploymentShapes.AUTOSCALING,
          "How the number of its workers follows its load. Without it, there are always as many.");

  private static final Shape<AgentEntry> AGENT =
      Shape.of(
          "An agent of the system.",
          AgentEntry::read,
          ID,
          NAME,
          STATUS,
          VERSION,
          REPLICAS,
          DOMAINS,
          SLO,
          RESOURCES,
          AUTOSCALING);
  private static final Key<List<AgentEntry>> AGENTS =
      required("agents", new ListOf<>(AGENT), "All agents, in the order in which they are shown.");

  /** The whole file. */
  static final Shape<List<AgentEntry>> FILE =
      Shape.of(
          FILE_NAME + ": which agents there are and how each is run.",
          map -> map.get(AGENTS),
          AGENTS);

  static Found<AgentEntry> readAll(WorkspaceFiles files) {
    List<AgentEntry> agents = files.yaml(FILE_NAME, FILE);
    return agents == null
        ? Found.nothing()
        : new Found<>(agents, agents.stream().allMatch(agent -> agent.id().isGiven()));
  }

  private static AgentEntry read(YamlMap map) {
    Name id = map.get(ID);
    if (id.value().toLowerCase(Locale.ROOT).equals(StepAttempt.SHARED)) {
      map.problem(
          ID,
          ProblemCode.RESERVED_ID,
          id + " stands for public skills that run without an agent; choose another id");
    }
    return new AgentEntry(
        id, map.get(NAME), map.get(STATUS), map.get(VERSION), map.get(DOMAINS), deployment(map));
  }

  private static Deployment deployment(YamlMap map) {
    int replicas = map.get(REPLICAS);
    Autoscaling autoscaling = map.get(AUTOSCALING);
    if (autoscaling == null) {
      autoscaling = Autoscaling.fixed(replicas);
    } else if (autoscaling.enabled()
        && (replicas < autoscaling.minReplicas() || replicas > autoscaling.maxReplicas())) {
      map.problem(
          REPLICAS,
          ProblemCode.INVALID_VALUE,
          "\"replicas\" must be between autoscaling's min_replicas and max_replicas, %d and %d"
              .formatted(autoscaling.minReplicas(), autoscaling.maxReplicas()));
    }
    Name version = map.get(VERSION);
    DeploymentShapes.Bounds resources = map.get(RESOURCES);
    return new Deployment(
        version == null ? null : version.value(),
        replicas,
        map.get(SLO),
        resources.requests(),
        resources.limits(),
        autoscaling);
  }
}
