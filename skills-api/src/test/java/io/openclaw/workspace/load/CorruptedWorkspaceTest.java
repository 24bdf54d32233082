package io.openclaw.workspace.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.WorkspaceProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * However one place of one file is broken, in the product's own workspace or the small one, it is
 * either reported, with a place that exists and that has to do with it, or harmless. Harmless
 * means:
 *
 * <ul>
 *   <li>the workspace differs at most in what that file defines;
 *   <li>where the file says the same as before, only in another way, it does not differ at all;
 *   <li>where it says something new, that has an effect, and another one than to say nothing, where
 *       it is not the default. (The folder that new agents are made from is no part of the
 *       workspace.)
 * </ul>
 */
class CorruptedWorkspaceTest {
  private static final int TRIES = 800;
  private static final Pattern WORD = Pattern.compile("[\\p{L}0-9_./-]{3,}");

  /** What a broken line can say that is so as well where nothing is said. */
  private static final List<String> DEFAULTS = List.of(".schedules[].enabled is true");

  /** Breaks a file, in some line. */
  @FunctionalInterface
  interface Break {
    String apply(List<String> lines, int line);
  }

  /** A file that was broken. The text is of Latin-1, so that each byte is a character. */
  record Corruption(SampleWorkspace workspace, String file, int line, String what, String text) {
    byte[] content() {
      return text.getBytes(ISO_8859_1);
    }

    @Override
    public String toString() {
      String old = new String(workspace.bytes(file), ISO_8859_1);
      return "%s:%d: %s, where there was %s"
          .formatted(file, line + 1, what, old.split("\n", -1)[line]);
    }
  }

  @Property(tries = TRIES)
  void shouldReportOrBeHarmless(@ForAll("corruptions") Corruption corruption) {
    switch (corruption.workspace().loadWith(corruption.file(), corruption.content())) {
      case LoadResult.Loaded loaded -> assertHarmless(corruption, loaded.workspace());
      case LoadResult.Invalid(List<WorkspaceProblem> problems) -> {
        assertThat(problems).allSatisfy(problem -> assertPlaceExists(corruption, problem));
        assertThat(problems).anyMatch(problem -> isAbout(problem, corruption));
      }
    }
  }

  @Provide
  Arbitrary<Corruption> corruptions() {
    Arbitrary<SampleWorkspace> workspaces =
        Arbitraries.of(SampleWorkspace.REAL, SampleWorkspace.SMALL);
    return workspaces.flatMap(workspace ->
        Combinators.combine(files(workspace), Arbitraries.integers().between(0, 10_000), breaks())
            .as((file, number, what) -> corrupt(workspace, file, number, what)));
  }

  /** Those that are read and not only kept are of more interest. */
  private static Arbitrary<String> files(SampleWorkspace workspace) {
    List<String> code = workspace.files().stream().filter(f -> f.endsWith(".py")).toList();
    List<String> others = workspace.files().stream().filter(f -> !f.endsWith(".py")).toList();
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.of(code)), Tuple.of(8, Arbitraries.of(others)));
  }

  private record Named(String name, Break change) {}

  private static Arbitrary<Named> breaks() {
    Arbitrary<Named> lines =
        Arbitraries.of(
            line("left out", line -> List.of()),
            line("twice", line -> List.of(line, line)),
            line("two spaces more", line -> List.of("  " + line)),
            line("one space more", line -> List.of(" " + line)),
            line("two spaces less", line -> List.of(line.replaceFirst("^ {1,2}", ""))),
            line("no indentation", line -> List.of(line.strip())),
            line("a tab", line -> List.of("\t" + line)),
            line("no colon", line -> List.of(line.replaceFirst(":", ""))),
            line("no value", line -> List.of(line.replaceFirst(": .*", ":"))),
            line("another key", line -> List.of(line.replaceFirst("([a-z_]+):", "$1x:"))),
            line("no quotes", line -> List.of(line.replace("\"", ""))),
            line("a comment", line -> List.of("# " + line)),
            line("an empty line", line -> List.of("", line)),
            line("a half", line -> List.of(line.substring(0, line.length() / 2))),
            line("three hyphens", line -> List.of("---", line)),
            new Named("the end", (all, i) -> String.join("\n", all.subList(0, i))),
            new Named(
                "the end within",
                (all, i) ->
                    String.join("\n", all.subList(0, i))
                        + "\n"
                        + all.get(i).substring(0, all.get(i).length() / 2)));
    Arbitrary<Named> values =
        Arbitraries.of(
                "[]", "{}", "~", "*a", "&a b", "!!int x", "|", "-1", "'", "[[a]]", "99999", "true")
            .map(value ->
                line(
                    "value " + value,
                    old -> List.of(old.replaceFirst(": .*", ": " + value.replace("$", "\\$")))));
    Arbitrary<Named> garbage =
        Arbitraries.strings()
            .withCharRange('\u0000', '\u00ff')
            .ofMinLength(1)
            .ofMaxLength(6)
            .map(bytes -> line("bytes", old -> List.of(old + bytes)));
    return Arbitraries.frequencyOf(Tuple.of(4, lines), Tuple.of(2, values), Tuple.of(1, garbage));
  }

  private static Named line(String name, Function<String, List<String>> change) {
    return new Named(
        name,
        (lines, i) ->
            Stream.of(
                    lines.subList(0, i),
                    change.apply(lines.get(i)),
                    lines.subList(i + 1, lines.size()))
                .flatMap(List::stream)
                .collect(Collectors.joining("\n")));
  }

  private static Corruption corrupt(
      SampleWorkspace workspace, String file, int number, Named what) {
    List<String> lines = lines(workspace.bytes(file));
    int line = number % lines.size();
    return new Corruption(workspace, file, line, what.name(), what.change().apply(lines, line));
  }

  private static void assertHarmless(Corruption corruption, Workspace changed) {
    String file = corruption.file();
    Workspace original = corruption.workspace().workspace();
    byte[] before = corruption.workspace().bytes(file);
    byte[] after = corruption.content();
    boolean sameWorkspace = withVersionOf(original, changed).equals(original);

    assertThat(changed.version().equals(original.version()))
        .as("a version for each content")
        .isEqualTo(Arrays.equals(before, after));
    assertThat(Defined.differencesBeyond(file, original, changed)).isEmpty();
    if (file.startsWith("agents/template/") || !file.matches(".*\\.(yaml|json)")) {
      return;
    }
    List<String> said = facts(file, before);
    List<String> says = facts(file, after);
    if (says.equals(said)) {
      assertThat(sameWorkspace).as("the same, said in another way").isTrue();
      return;
    }
    says.removeAll(said);
    // A key whose value was cut off says nothing, and an empty list may say no more than none.
    says.removeIf(fact -> fact.endsWith(" is null") || fact.endsWith(" is empty"));
    if (!says.isEmpty()) {
      assertThat(sameWorkspace).as("has an effect: %s", says).isFalse();
    }
    says.removeAll(DEFAULTS);
    if (!says.isEmpty()) {
      assertThat(isAsWithoutLine(corruption, changed)).as("is read: %s", says).isFalse();
    }
  }

  /** A folder is the same one with and without slashes at its end. */
  private static List<String> facts(String file, byte[] content) {
    return YamlFacts.of(file, content).stream()
        .map(fact -> fact.contains(".location is ") ? fact.replaceFirst("/+$", "") : fact)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** Whether the line that was broken might as well not be there, and is no comment or blank. */
  private static boolean isAsWithoutLine(Corruption corruption, Workspace changed) {
    List<String> lines = lines(corruption.content());
    if (corruption.line() >= lines.size()
        || lines.get(corruption.line()).isBlank()
        || lines.get(corruption.line()).strip().startsWith("#")) {
      return false;
    }
    lines.remove(corruption.line());
    byte[] content = String.join("\n", lines).getBytes(ISO_8859_1);
    return corruption.workspace().loadWith(corruption.file(), content)
            instanceof LoadResult.Loaded loaded
        && withVersionOf(loaded.workspace(), changed).equals(loaded.workspace());
  }

  private static Workspace withVersionOf(Workspace original, Workspace changed) {
    return new Workspace(
        original.version(),
        changed.root(),
        changed.agents(),
        changed.skills(),
        changed.rules(),
        changed.workflows(),
        changed.loadBalancing(),
        changed.schedules());
  }

  private static void assertPlaceExists(Corruption corruption, WorkspaceProblem problem) {
    assertThat(problem.line()).isPositive();
    assertThat(problem.column()).isPositive();
    Path path = corruption.workspace().root().resolve(problem.file());
    if (problem.code().equals("MISSING_FILE") && !Files.exists(path)) {
      return;
    }
    List<String> lines =
        problem.file().equals(corruption.file())
            ? lines(corruption.content())
            : lines(corruption.workspace().bytes(problem.file()));
    // Behind the last line, where something is missing there.
    assertThat(problem.line()).as(problem.toString()).isLessThanOrEqualTo(lines.size() + 1);
    if (problem.line() <= lines.size()) {
      assertThat(problem.column()).isLessThanOrEqualTo(lines.get(problem.line() - 1).length() + 1);
    }
  }

  /** In the file, or of the file, or of something that it said in the lines that are gone. */
  private static boolean isAbout(WorkspaceProblem problem, Corruption corruption) {
    String message = problem.message();
    if (problem.file().equals(corruption.file()) || message.contains(corruption.file())) {
      return true;
    }
    List<String> gone = lines(corruption.workspace().bytes(corruption.file()));
    gone.removeAll(lines(corruption.content()));
    return gone.stream()
        .flatMap(line -> WORD.matcher(line).results())
        .anyMatch(word -> message.contains(word.group()));
  }

  private static List<String> lines(byte[] content) {
    return new ArrayList<>(List.of(new String(content, ISO_8859_1).split("\n", -1)));
  }
}
