package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.required;
import static io.openclaw.workspace.yaml.Key.withDefault;

import io.openclaw.event.Conditions;
import io.openclaw.event.Conditions.Approval;
import io.openclaw.event.Conditions.ForEach;
import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.OptionalKey;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;
import io.openclaw.workspace.yaml.Word;
import io.openclaw.workspace.yaml.WordOrMap;
import io.openclaw.workspace.yaml.YamlMap;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a step is done, how often, and what if it fails, with the places of what it refers to.
 *
 * @param when an expression; null: always
 * @param forEach null: once
 * @param approval null: nobody has to agree
 */
public record ConditionsEntry(
    @Nullable Name when,
    @Nullable ListEntry forEach,
    @Nullable Approval approval,
    FailureEntry onFailure) {

  /** The list that a step is done for each element of, and the name of the element. */
  public record ListEntry(Name list, Name as, int maxConcurrent) {
    private static final String AS = "item";
    private static final int MAX_CONCURRENT = 4;

    private static ListEntry of(Name list) {
      return new ListEntry(list, new Name(AS, list.at()), MAX_CONCURRENT);
    }

    private static ListEntry read(YamlMap map) {
      Name as = map.get(ELEMENT);
      return new ListEntry(
          map.get(IN), as == null ? new Name(AS, map.at()) : as, map.get(CONCURRENT));
    }

    private ForEach forEach() {
      return new ForEach(list.value(), as.value(), maxConcurrent);
    }
  }

  /**
   * What becomes of a step that has failed.
   *
   * @param reference the step that compensates, or the agent to fall back to; null where neither
   */
  public record FailureEntry(OnFailure policy, @Nullable Name reference) {
    private static final FailureEntry FAIL = new FailureEntry(new OnFailure.Fail(), null);

    private static FailureEntry of(Policy policy) {
      return switch (policy) {
        case FAIL -> FAIL;
        case CONTINUE -> new FailureEntry(new OnFailure.Continue(), null);
      };
    }

    private static FailureEntry read(YamlMap map) {
      Name step = map.get(COMPENSATE);
      Name agent = map.get(FALLBACK);
      if ((step == null) == (agent == null)) {
        map.problem(
            map.at(),
            step == null ? ProblemCode.MISSING_KEY : ProblemCode.INVALID_VALUE,
            step == null
                ? "\"on_failure\" needs either compensate (a step) or fallback (an agent)"
                : "\"on_failure\" has compensate (a step) or fallback (an agent), not both");
      }
      if (step != null) {
        return new FailureEntry(new OnFailure.Compensate(step.value()), step);
      }
      return agent == null ? FAIL : new FailureEntry(new OnFailure.Fallback(agent.value()), agent);
    }
  }

  /** What one word says of failures. */
  private enum Policy {
    FAIL,
    CONTINUE
  }

  /** What one word says of approval. */
  private enum Asked {
    REQUIRED
  }

  private static final Key<Name> IN =
      required("in", Word.ANY, "An output of an earlier step, or an input, that is a list.");
  private static final OptionalKey<Name> ELEMENT =
      OptionalKey.of("as", Word.ANY, "The name under which the step gets its element.");
  private static final Key<Integer> CONCURRENT =
      withDefault(
          "max_concurrent",
          Scalar.integer(1, 100),
          ListEntry.MAX_CONCURRENT,
          "How many elements are worked on at once.");
  private static final Shape<ListEntry> LIST =
      Shape.of(
          "A list that the step is done for each element of.",
          ListEntry::read,
          IN,
          ELEMENT,
          CONCURRENT);

  private static final Key<Duration> EXPIRES =
      required(
          "expires", Units.DURATION, "How long it is waited for; after that it counts as denied.");
  private static final Shape<Approval> APPROVAL_SHAPE =
      Shape.of("A person's word.", map -> new Approval(map.get(EXPIRES)), EXPIRES);

  private static final OptionalKey<Name> COMPENSATE =
      OptionalKey.of(
          "compensate", Word.ANY, "A step that undoes what this one has done; then all fails.");
  private static final OptionalKey<Name> FALLBACK =
      OptionalKey.of("fallback", Word.ANY, "An agent that tries it in turn.");
  private static final Shape<FailureEntry> FAILURE =
      Shape.of("What is done about a failure.", FailureEntry::read, COMPENSATE, FALLBACK);

  static final OptionalKey<Name> WHEN =
      OptionalKey.of(
          "when",
          Word.ANY,
          "A condition in CEL (https://cel.dev). Where it is false, the step is skipped.");
  static final OptionalKey<ListEntry> FOR_EACH =
      OptionalKey.of(
          "for_each",
          new WordOrMap<>(new Word(Scalar.TEXT.or("a map with \"in\"")), ListEntry::of, LIST),
          "A list; the step is done for each of its elements.");
  static final OptionalKey<Approval> APPROVAL =
      OptionalKey.of(
          "approval",
          new WordOrMap<>(
              Scalar.oneOf(Asked.class, Asked.REQUIRED).or("a map with \"expires\""),
              _ -> new Approval(null),
              APPROVAL_SHAPE),
          "A person has to agree before the step begins.");
  static final OptionalKey<FailureEntry> ON_FAILURE =
      OptionalKey.of(
          "on_failure",
          new WordOrMap<>(
              Scalar.oneOf(Policy.class, Policy.FAIL)
                  .or("a map with \"compensate\" or \"fallback\""),
              FailureEntry::of,
              FAILURE),
          "What becomes of the workflow when the step has failed for good.");

  static ConditionsEntry read(YamlMap step) {
    FailureEntry onFailure = step.get(ON_FAILURE);
    return new ConditionsEntry(
        step.get(WHEN),
        step.get(FOR_EACH),
        step.get(APPROVAL),
        onFailure == null ? FailureEntry.FAIL : onFailure);
  }

  /** Without the places. */
  Conditions conditions() {
    return new Conditions(
        when == null ? null : when.value(),
        forEach == null ? null : forEach.forEach(),
        approval,
        onFailure.policy());
  }
}
