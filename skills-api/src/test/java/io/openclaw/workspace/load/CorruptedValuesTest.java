package io.openclaw.workspace.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.WorkspaceProblem;
import io.openclaw.workspace.load.YamlSlots.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * A misspelt key, a value of the wrong kind and a reference to nothing are reported in exactly
 * their line, wherever in the product's own workspace or the small one they stand.
 */
class CorruptedValuesTest {
  private static final int TRIES = 150;

  /** Values that have to agree with what is elsewhere, and are held responsible if they do not. */
  private static final Set<String> REFERENCES =
      Set.of(
          "agent.id",
          "agent.name",
          "agent.skills[].skill_id",
          "agent.skills[].version",
          "tools[].skill",
          "tools[].handlers[]",
          "skill.id",
          "skill.version",
          "skill.handlers[].name",
          "name",
          "agents[].id",
          "skills[].location",
          "skills[].owner",
          "skills[].handlers[]",
          "routing_rules[].agents[]",
          "routing_rules[].workflow",
          "steps[].agent",
          "steps[].agents[]",
          "steps[].inputs[]",
          "steps[].skills[]",
          "steps[].depends_on",
          "steps[].workflow",
          "steps[].for_each",
          "steps[].for_each.in",
          "steps[].on_failure.compensate",
          "steps[].on_failure.fallback",
          "load_balancer.agents[].agent");

  /** Something else in the place of a key or a value. */
  record Replacement(SampleWorkspace workspace, Slot slot, String text) {
    @Override
    public String toString() {
      return slot + ": " + slot.text() + " → " + text;
    }
  }

  @Property(tries = TRIES)
  void shouldReportMisspeltKeyInItsLine(@ForAll("keys") Replacement replacement) {
    assertThat(problems(replacement))
        .anySatisfy(problem -> assertThat(isAt(problem, replacement.slot())).isTrue())
        .anySatisfy(problem -> assertThat(problem.code()).isEqualTo("UNKNOWN_KEY"));
  }

  @Property(tries = TRIES)
  void shouldReportWrongValueInItsLine(@ForAll("values") Replacement replacement) {
    assertThat(problems(replacement)).anyMatch(problem -> isAt(problem, replacement.slot()));
  }

  @Property(tries = TRIES)
  void shouldReportReferenceToNothingInItsLine(@ForAll("references") Replacement replacement) {
    assertThat(problems(replacement)).anyMatch(problem -> isAt(problem, replacement.slot()));
  }

  @Provide
  Arbitrary<Replacement> keys() {
    return in(Slot::isKey)
        .flatMap(where ->
            misspellings(where.slot().text())
                .filter(word -> !where.slot().schema().path("properties").has(word))
                .map(where::with));
  }

  @Provide
  Arbitrary<Replacement> values() {
    return in(slot -> !slot.isKey())
        .flatMap(where -> Arbitraries.of(wrongValues(where.slot().schema())).map(where::with));
  }

  @Provide
  Arbitrary<Replacement> references() {
    return in(slot -> !slot.isKey() && REFERENCES.contains(slot.path()) && !isNew(slot))
        .flatMap(where -> misspellings(where.slot().text()).map(where::with));
  }

  /** What belongs to the folder that new agents are made from agrees with nothing yet. */
  private static boolean isNew(Slot slot) {
    return slot.file().startsWith("agents/template/") && slot.path().matches("agent\\.(id|name)");
  }

  private record Where(SampleWorkspace workspace, Slot slot) {
    Replacement with(String text) {
      return new Replacement(workspace, slot, text);
    }
  }

  private static Arbitrary<Where> in(Predicate<Slot> wanted) {
    List<Where> slots =
        Stream.of(SampleWorkspace.REAL, SampleWorkspace.SMALL)
            .flatMap(workspace ->
                workspace.files().stream()
                    .flatMap(file -> YamlSlots.of(file, workspace.bytes(file)).stream())
                    .filter(wanted)
                    .map(slot -> new Where(workspace, slot)))
            .toList();
    return Arbitraries.of(slots);
  }

  /** One letter twice, left out, or in the place of its neighbour. */
  private static Arbitrary<String> misspellings(String word) {
    List<String> misspelt = new ArrayList<>();
    for (int i = 1; i < word.length(); i++) {
      String before = word.substring(0, i);
      String after = word.substring(i + 1);
      char letter = word.charAt(i);
      if (Character.isLetterOrDigit(letter) && Character.isLetterOrDigit(word.charAt(i - 1))) {
        misspelt.add(before + letter + letter + after);
        misspelt.add(before + after);
        misspelt.add(before.substring(0, i - 1) + letter + word.charAt(i - 1) + after);
      }
    }
    misspelt.add(word + "x");
    misspelt.removeIf(other -> other.equals(word) || other.isBlank());
    return Arbitraries.of(misspelt);
  }

  private static List<String> wrongValues(JsonNode schema) {
    List<String> wrong = new ArrayList<>(List.of("{}"));
    if (schema.has("enum")) {
      wrong.add("nonsense");
    }
    if (schema.path("type").isTextual()) { // a number or a flag
      wrong.addAll(List.of("nonsense", "[]", "\"3\"", "1e999", "99999999999"));
    }
    String pattern = schema.path("pattern").asText("");
    for (String unit : List.of("5 parsecs", "-1", "0.0.0", "home sweet home")) {
      if (!Pattern.compile(pattern).matcher(unit).find()) {
        wrong.add(unit);
      }
    }
    return wrong;
  }

  private static List<WorkspaceProblem> problems(Replacement replacement) {
    SampleWorkspace workspace = replacement.workspace();
    Slot slot = replacement.slot();
    byte[] content = slot.replacedBy(replacement.text(), workspace.bytes(slot.file()));
    return switch (workspace.loadWith(slot.file(), content)) {
      case LoadResult.Loaded loaded ->
          throw new AssertionError("accepted: " + loaded.workspace().version());
      case LoadResult.Invalid(List<WorkspaceProblem> problems) -> problems;
    };
  }

  private static boolean isAt(WorkspaceProblem problem, Slot slot) {
    return problem.file().equals(slot.file()) && problem.line() == slot.line() + 1;
  }
}
