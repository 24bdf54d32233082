package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.required;
import static io.openclaw.workspace.yaml.Key.withDefault;

import io.openclaw.workspace.Memory;
import io.openclaw.workspace.ModelSettings;
import io.openclaw.workspace.Monitoring;
import io.openclaw.workspace.RateLimits;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.ListOf;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;
import io.openclaw.workspace.yaml.Word;
import io.openclaw.workspace.yaml.YamlMap;
import java.util.List;

/**
 * An agent's config.yaml, with the places of what other files refer to.
 *
 * @param grants what it may reach
 * @param skills those that it binds, in order
 */
public record AgentConfig(
    Name id,
    Name name,
    String description,
    ModelSettings model,
    Grants grants,
    List<BindingEntry> skills,
    Memory memory,
    RateLimits rateLimits,
    Monitoring monitoring) {

  private static final Key<Name> ID =
      required("id", Word.ANY, "The agent's id, the same as in orchestrator/agent-registry.yaml.");
  private static final Key<Name> NAME =
      required("name", Word.ANY, "How people call it, the same as in the agent registry.");
  private static final Key<String> DESCRIPTION =
      required("description", Scalar.TEXT, "What it is good at, in a sentence.");
  private static final Key<ModelSettings> MODEL =
      required("model", ModelShape.MODEL, "The model that it thinks with.");
  private static final Key<List<GrantEntry>> PERMISSIONS =
      withDefault(
          "permissions",
          new ListOf<>(GrantEntry.GRANT),
          List.of(),
          "What its skills may reach. Nothing that is not named here, and at most what"
              + " agents/template/config.yaml grants.");
  private static final Key<List<BindingEntry>> SKILLS =
      withDefault(
          "skills",
          new ListOf<>(BindingEntry.BINDING),
          List.of(),
          "Its own private skills, and what is special about its use of public ones.");
  private static final Key<Memory> MEMORY =
      withDefault(
          "memory", MemoryShape.MEMORY, Memory.SESSION, "How long it remembers, and where.");
  private static final Key<RateLimits> RATE_LIMITS =
      withDefault(
          "rate_limits",
          LimitShapes.RATE_LIMITS,
          RateLimits.NONE,
          "How much it may be used, by everybody together.");
  private static final Key<Monitoring> MONITORING =
      withDefault(
          "monitoring", LimitShapes.MONITORING, Monitoring.ALL, "What is to be seen of it.");

  private static final Shape<AgentConfig> AGENT =
      Shape.of(
          "An agent: what it is, what it thinks with, and what it may do.",
          AgentConfig::read,
          ID,
          NAME,
          DESCRIPTION,
          MODEL,
          PERMISSIONS,
          SKILLS,
          MEMORY,
          RATE_LIMITS,
          MONITORING);

  private static final Key<AgentConfig> ROOT =
      required("agent", AGENT, "The agent that this folder describes.");

  /** The whole file. */
  static final Shape<AgentConfig> FILE =
      Shape.of("agents/*/config.yaml: one agent.", map -> map.get(ROOT), ROOT);

  private static AgentConfig read(YamlMap map) {
    return new AgentConfig(
        map.get(ID),
        map.get(NAME),
        map.get(DESCRIPTION),
        map.get(MODEL),
        Grants.of(map, map.get(PERMISSIONS)),
        map.get(SKILLS),
        map.get(MEMORY),
        map.get(RATE_LIMITS),
        map.get(MONITORING));
  }
}
