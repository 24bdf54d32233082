package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.required;
import static io.openclaw.workspace.yaml.Key.withDefault;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.RetryPolicy;
import io.openclaw.workspace.RetryPolicy.Backoff;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.ListOf;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.OptionalKey;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;
import io.openclaw.workspace.yaml.Word;
import io.openclaw.workspace.yaml.YamlMap;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How often a call is tried again, when, and after which failures. */
final class RetryEntry {
  private static final Key<Integer> MAX_RETRIES =
      required("max_retries", Scalar.integer(0, 100), "Tries after the first one.");
  private static final Key<Backoff> BACKOFF =
      withDefault(
          "backoff",
          Scalar.oneOf(Backoff.class, Backoff.EXPONENTIAL),
          Backoff.EXPONENTIAL,
          "How the wait grows from try to try.");
  private static final Key<Duration> INITIAL_DELAY =
      withDefault(
          "initial_delay",
          Units.DURATION,
          RetryPolicy.INITIAL_DELAY,
          "The longest wait before the first retry; it doubles from try to try.");
  private static final Key<Duration> MAX_DELAY =
      withDefault("max_delay", Units.DURATION, RetryPolicy.MAX_DELAY, "No wait is longer.");
  private static final OptionalKey<List<Name>> RETRY_ON =
      OptionalKey.of(
          "retry_on",
          new ListOf<>(
              new Word(
                  Scalar.matching("a failure's code such as TIMEOUT", "[A-Z][A-Z0-9_]{0,99}"))),
          "Codes of the failures after which it is tried again. Without it, those that may pass.");

  static final Shape<RetryPolicy> RETRY =
      Shape.of(
          "What becomes of a call that failed and may succeed another time.",
          RetryEntry::read,
          MAX_RETRIES,
          BACKOFF,
          INITIAL_DELAY,
          MAX_DELAY,
          RETRY_ON);

  private RetryEntry() {}

  private static RetryPolicy read(YamlMap map) {
    Duration initial = map.get(INITIAL_DELAY);
    Duration most = map.get(MAX_DELAY);
    if (initial.compareTo(most) > 0) {
      map.problem(
          map.has(INITIAL_DELAY) ? INITIAL_DELAY : MAX_DELAY,
          ProblemCode.INVALID_VALUE,
          "the first wait, %d s, is longer than max_delay, %d s; lower initial_delay, or raise max_delay"
              .formatted(initial.toSeconds(), most.toSeconds()));
    }
    return new RetryPolicy(map.get(MAX_RETRIES), map.get(BACKOFF), initial, most, codes(map));
  }

  private static Set<String> codes(YamlMap map) {
    List<Name> listed = map.get(RETRY_ON);
    Set<String> codes = new LinkedHashSet<>();
    for (Name code : listed == null ? List.<Name>of() : listed) {
      if (code.isGiven() && !codes.add(code.value())) {
        map.problem(code.at(), ProblemCode.DUPLICATE_ID, "code " + code + " is there already");
      }
    }
    if (listed != null && listed.isEmpty()) {
      map.problem(
          RETRY_ON,
          ProblemCode.INVALID_VALUE,
          "\"retry_on\" must name a code; leave it out where any failure that may pass is meant");
    }
    return codes;
  }
}
