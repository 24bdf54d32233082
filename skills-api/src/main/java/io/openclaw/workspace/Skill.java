package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One skill: its folder under {@code skills/} and its entry in the skill registry.
 *
 * @param folder absolute
 * @param owner name of the agent's folder it belongs to, or {@code system}
 * @param server null unless its handlers are tools of an MCP server
 * @param command what is started for a call, where its handlers are no Python: a program of the
 *     system by its name, or {@code ./} and a file's path below the folder; then its arguments, of
 *     which those with {@code ./} mean files too; empty: its handlers are Python, or no processes
 * @param requirements Python packages, PEP 508
 * @param environment names of the environment variables handed to its handlers: what it wants and
 *     was granted
 * @param rateLimit how often it may be called by everybody together; null: as often as one likes
 * @param network what it may reach beside what its caller may
 * @param handlers by name, in the order of config.yaml; empty for a skill of instructions alone
 * @param pin what it has to be to be called; null: whatever it is
 * @param withheld names of the variables that it wants and was not granted; it is not called until
 *     there are none
 */
public record Skill(
    String id,
    String name,
    String version,
    Path folder,
    SkillManual manual,
    String owner,
    Visibility visibility,
    RuntimeKind runtime,
    @Nullable McpServer server,
    List<String> command,
    List<String> requirements,
    List<String> environment,
    ResourceRequirements resources,
    @Nullable Rate rateLimit,
    SkillNetwork network,
    Map<String, Handler> handlers,
    @Nullable SkillPin pin,
    List<String> withheld) {

  /** How a word of a command begins that means a file of the skill. */
  public static final String OWN_FILE = "./";

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
    PROCESS(".py"),
    /** Trusted code inside the worker. */
    JAVA(null),
    /** A WebAssembly module that speaks JSON lines. */
    WASM(".wasm"),
    /** Tools of an MCP server. */
    MCP(null);

    private final @Nullable String ending;

    RuntimeKind(@Nullable String ending) {
      this.ending = ending;
    }

    /** How the names of the handlers' files end; null where they have none. */
    public @Nullable String ending() {
      return ending;
    }
  }

  public Skill {
    requireNonNull(id, "id is null");
    requireNonNull(name, "name is null");
    requireNonNull(version, "version is null");
    requireNonNull(folder, "folder is null");
    requireNonNull(manual, "manual is null");
    requireNonNull(owner, "owner is null");
    requireNonNull(visibility, "visibility is null");
    requireNonNull(runtime, "runtime is null");
    if ((runtime == RuntimeKind.MCP) != (server != null)) {
      throw new IllegalArgumentException(id + " has a server without runtime mcp, or lacks one");
    }
    command = List.copyOf(command);
    requirements = List.copyOf(requirements);
    environment = List.copyOf(environment);
    requireNonNull(resources, "resources is null");
    requireNonNull(network, "network is null");
    handlers = Collections.unmodifiableMap(new LinkedHashMap<>(handlers));
    withheld = List.copyOf(withheld);
  }

  /** One that is not pinned, has no command, and wants nothing that it was not granted. */
  public Skill(
      String id,
      String name,
      String version,
      Path folder,
      SkillManual manual,
      String owner,
      Visibility visibility,
      RuntimeKind runtime,
      @Nullable McpServer server,
      List<String> requirements,
      List<String> environment,
      ResourceRequirements resources,
      @Nullable Rate rateLimit,
      SkillNetwork network,
      Map<String, Handler> handlers) {
    this(
        id,
        name,
        version,
        folder,
        manual,
        owner,
        visibility,
        runtime,
        server,
        List.of(),
        requirements,
        environment,
        resources,
        rateLimit,
        network,
        handlers,
        null,
        List.of());
  }

  public Skill startedBy(List<String> words) {
    return with(words, pin, withheld);
  }

  public Skill pinned(@Nullable SkillPin to) {
    return with(command, to, withheld);
  }

  public Skill without(List<String> variables) {
    return with(command, pin, variables);
  }

  private Skill with(List<String> words, @Nullable SkillPin to, List<String> missing) {
    return new Skill(
        id,
        name,
        version,
        folder,
        manual,
        owner,
        visibility,
        runtime,
        server,
        words,
        requirements,
        environment,
        resources,
        rateLimit,
        network,
        handlers,
        to,
        missing);
  }

  /**
   * Whether it is there for an agent: a private one is for its owner alone, whoever binds it.
   *
   * @param agent null for requests that go to none
   */
  public boolean isFor(@Nullable Agent agent) {
    return visibility == Visibility.PUBLIC || (agent != null && agent.folder().equals(owner));
  }

  /** Whether its handlers are functions in Python. */
  public boolean isPython() {
    return runtime == RuntimeKind.PROCESS && command.isEmpty();
  }

  /** What it does and when to use it. */
  public String description() {
    return manual.description();
  }

  /** Of one call, where nothing narrower is said. */
  public Duration timeout() {
    return resources.timeout();
  }
}
