package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One skill: its folder under {@code skills/} and its entry in the skill registry.
 *
 * @param folder absolute
 * @param description from SKILL.md: what it does and when to use it
 * @param owner name of the agent's folder it belongs to, or {@code system}
 * @param requirements Python packages, PEP 508
 * @param environment names of the environment variables handed to its handlers
 * @param timeout of one call, where nothing narrower is said
 * @param handlers by name, in the order of config.yaml
 */
public record Skill(
    String id,
    String name,
    String version,
    Path folder,
    String description,
    String owner,
    Visibility visibility,
    RuntimeKind runtime,
    List<String> requirements,
    List<String> environment,
    Duration timeout,
    Map<String, Handler> handlers) {

  /** Who may use a skill. */
  public enum Visibility {
    /** Its owner alone. */
    PRIVATE,
    /** Every agent, and requests that go to no agent. */
    PUBLIC
  }

  /** What runs a skill's handlers. */
  public enum RuntimeKind {
    /** A process of its own that speaks JSON lines. */
    PROCESS
  }

  public Skill {
    requireNonNull(id, "id is null");
    requireNonNull(name, "name is null");
    requireNonNull(version, "version is null");
    requireNonNull(folder, "folder is null");
    requireNonNull(description, "description is null");
    requireNonNull(owner, "owner is null");
    requireNonNull(visibility, "visibility is null");
    requireNonNull(runtime, "runtime is null");
    requirements = List.copyOf(requirements);
    environment = List.copyOf(environment);
    requireNonNull(timeout, "timeout is null");
    handlers = Collections.unmodifiableMap(new LinkedHashMap<>(handlers));
  }
}
