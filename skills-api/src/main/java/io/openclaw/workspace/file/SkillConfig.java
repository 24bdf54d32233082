package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.required;
import static io.openclaw.workspace.yaml.Key.withDefault;

import io.openclaw.workspace.McpServer.Address;
import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.Skill.RuntimeKind;
import io.openclaw.workspace.yaml.AnyKey;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A skill's config.yaml: how it is run.
 *
 * @param runtime null where the file names none that there is, which has been reported then
 * @param server of runtime mcp; null where there is none, or none that can be meant
 * @param commandWords what is started for a call: of runtime process, or of its server; empty where
 *     its handlers are in Python, or nothing is started
 * @param requirements Python packages, PEP 508
 * @param environment names of the environment variables that it wants
 * @param secrets names of the secrets that it wants put into requests to its server
 */
public record SkillConfig(
    Name id,
    Name version,
    @Nullable RuntimeKind runtime,
    @Nullable Address server,
    List<Name> commandWords,
    List<String> requirements,
    List<Name> environment,
    List<Name> secrets,
    List<HandlerEntry> handlers) {

  /** pip takes what begins with a hyphen for an option. */
  private static final Scalar<String> REQUIREMENT =
      Scalar.matching(
              "a Python package by its name, perhaps with versions, such as scikit-learn>=1.3,<2",
              "[A-Za-z0-9][^\\x00-\\x1f]*")
          .where(PythonRequirement::isSound);

  private static final Key<Name> ID =
      required("id", Word.ANY, "The skill's id, the same as in orchestrator/skill-registry.yaml.");
  private static final Key<Name> VERSION =
      required("version", Word.ANY, "The skill's version, the same as in the skill registry.");
  private static final Key<Optional<RuntimeKind>> RUNTIME =
      withDefault(
          "runtime",
          Scalar.oneOf(RuntimeKind.class, RuntimeKind.PROCESS).orNothing(),
          Optional.of(RuntimeKind.PROCESS),
          "What runs its handlers. process: a process of its own; java: the worker itself; wasm: a"
              + " WebAssembly module; mcp: an MCP server.");
  private static final OptionalKey<Optional<ServerEntry>> SERVER =
      OptionalKey.of(
          "server", ServerEntry.SERVER, "Runtime mcp: the server whose tools its handlers are.");
  private static final Key<List<String>> REQUIREMENTS =
      withDefault(
          "requirements",
          new ListOf<>(REQUIREMENT),
          List.of(),
          "Python packages that its handlers need, as in requirements.txt.");
  private static final Key<List<Name>> ENVIRONMENT =
      withDefault(
          "environment",
          new ListOf<>(new Word(NetworkShapes.VARIABLE)),
          List.of(),
          "Names of the environment variables that its handlers want; the skill registry grants them.");
  private static final Key<List<HandlerEntry>> HANDLERS =
      required(
          "handlers",
          new ListOf<>(HandlerEntry.HANDLER),
          "What it can do, in order of preference.");

  private static final Shape<SkillConfig> SKILL =
      Shape.of(
          "How a skill is run.",
          SkillConfig::read,
          ID,
          VERSION,
          RUNTIME,
          SERVER,
          CommandEntry.COMMAND,
          REQUIREMENTS,
          ENVIRONMENT,
          HANDLERS);
  private static final Key<SkillConfig> ROOT =
      required("skill", SKILL, "The skill that this folder holds.");

  /** The whole file. */
  static final Shape<SkillConfig> FILE =
      Shape.of("skills/**/config.yaml: the handlers of a skill.", map -> map.get(ROOT), ROOT);

  private static SkillConfig read(YamlMap map) {
    RuntimeKind runtime = map.get(RUNTIME).orElse(null);
    Optional<ServerEntry> given = map.get(SERVER);
    ServerEntry server = given == null ? null : given.orElse(null);
    SkillConfig config =
        new SkillConfig(
            map.get(ID),
            map.get(VERSION),
            runtime,
            server == null ? null : server.address(),
            server != null && runtime == RuntimeKind.MCP
                ? server.command()
                : map.get(CommandEntry.COMMAND),
            map.get(REQUIREMENTS),
            map.get(ENVIRONMENT),
            server == null ? List.of() : server.secrets(),
            map.get(HANDLERS));
    if (runtime != null) {
      config.checkFit(runtime, map);
    }
    return config;
  }

  /** What a runtime has no use for would be believed to work. */
  private void checkFit(RuntimeKind runtime, YamlMap map) {
    if (runtime == RuntimeKind.MCP && !map.has(SERVER)) {
      map.problem(
          map.at(),
          ProblemCode.MISSING_KEY,
          "\"server\" is missing: with runtime mcp, say where the server is");
    }
    if (runtime != RuntimeKind.MCP && map.has(SERVER)) {
      useless(SERVER, runtime, "it belongs to runtime mcp", map);
    }
    checkCommand(runtime, map);
    if (runtime != RuntimeKind.PROCESS && !requirements.isEmpty()) {
      useless(REQUIREMENTS, runtime, "Python packages belong to runtime process", map);
    }
    if (!environment.isEmpty() && !hasEnvironment(runtime)) {
      useless(ENVIRONMENT, runtime, "its handlers have no environment of their own", map);
    }
  }

  private void checkCommand(RuntimeKind runtime, YamlMap map) {
    AnyKey key = CommandEntry.COMMAND;
    if (!map.has(key)) {
      return;
    }
    if (runtime != RuntimeKind.PROCESS) {
      useless(key, runtime, "it belongs to runtime process", map);
    } else if (commandWords.isEmpty() && !map.isNull(key)) {
      map.problem(key, ProblemCode.INVALID_VALUE, "\"command\" must name a program");
    } else if (!requirements.isEmpty()) {
      map.problem(
          REQUIREMENTS,
          ProblemCode.NOT_OF_RUNTIME,
          "\"requirements\" means nothing with a \"command\": Python packages are for handlers in"
              + " Python; remove it");
    }
  }

  private boolean hasEnvironment(RuntimeKind runtime) {
    return switch (runtime) {
      case PROCESS, WASM -> true;
      case JAVA -> false;
      case MCP -> !(server instanceof Address.Http);
    };
  }

  private static void useless(AnyKey key, RuntimeKind runtime, String why, YamlMap map) {
    map.problem(
        key,
        ProblemCode.NOT_OF_RUNTIME,
        "\"%s\" means nothing with runtime %s: %s; remove it"
            .formatted(key.name(), runtime.name().toLowerCase(Locale.ROOT), why));
  }

  /** What is started in place of Python. */
  public List<String> command() {
    return runtime == RuntimeKind.MCP ? List.of() : commandWords.stream().map(Name::value).toList();
  }

  /** How the names of its handlers' files end; null where they have none. */
  public @Nullable String ending() {
    return runtime == null || !commandWords.isEmpty() ? null : runtime.ending();
  }

  public List<Name> handlerNames() {
    return handlers.stream().map(HandlerEntry::name).toList();
  }
}
