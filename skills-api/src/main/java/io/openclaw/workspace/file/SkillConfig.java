package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.required;
import static io.openclaw.workspace.yaml.Key.withDefault;

import io.openclaw.workspace.Skill.RuntimeKind;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.ListOf;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;
import io.openclaw.workspace.yaml.Word;
import java.util.List;

/**
 * A skill's config.yaml: how it is run.
 *
 * @param requirements Python packages, PEP 508
 * @param environment names of environment variables
 */
public record SkillConfig(
    Name id,
    Name version,
    RuntimeKind runtime,
    List<String> requirements,
    List<String> environment,
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
  private static final Key<RuntimeKind> RUNTIME =
      withDefault(
          "runtime",
          Scalar.oneOf(RuntimeKind.class, RuntimeKind.PROCESS),
          RuntimeKind.PROCESS,
          "What runs its handlers. process: a process of its own.");
  private static final Key<List<String>> REQUIREMENTS =
      withDefault(
          "requirements",
          new ListOf<>(REQUIREMENT),
          List.of(),
          "Python packages that its handlers need, as in requirements.txt.");
  private static final Key<List<String>> ENVIRONMENT =
      withDefault(
          "environment",
          new ListOf<>(NetworkShapes.VARIABLE),
          List.of(),
          "Names of the environment variables that its handlers get; no others.");
  private static final Key<List<HandlerEntry>> HANDLERS =
      required(
          "handlers",
          new ListOf<>(HandlerEntry.HANDLER),
          "What it can do, in order of preference.");

  private static final Shape<SkillConfig> SKILL =
      Shape.of(
          "How a skill is run.",
          map ->
              new SkillConfig(
                  map.get(ID),
                  map.get(VERSION),
                  map.get(RUNTIME),
                  map.get(REQUIREMENTS),
                  map.get(ENVIRONMENT),
                  map.get(HANDLERS)),
          ID,
          VERSION,
          RUNTIME,
          REQUIREMENTS,
          ENVIRONMENT,
          HANDLERS);
  private static final Key<SkillConfig> ROOT =
      required("skill", SKILL, "The skill that this folder holds.");

  /** The whole file. */
  static final Shape<SkillConfig> FILE =
      Shape.of("skills/**/config.yaml: the handlers of a skill.", map -> map.get(ROOT), ROOT);

  public List<Name> handlerNames() {
    return handlers.stream().map(HandlerEntry::name).toList();
  }
}
