package io.openclaw.workspace.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.WorkspaceProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** However one line is broken: no exception, and every problem has a place that exists. */
class CorruptedWorkspaceTest {
  private static final List<String> FILES =
      List.of(
          WorkspaceFixture.WRITER,
          WorkspaceFixture.WRITING,
          WorkspaceFixture.AGENTS,
          WorkspaceFixture.SKILLS,
          WorkspaceFixture.RULES,
          WorkspaceFixture.WORKFLOW,
          "agents/writer/IDENTITY.md",
          "skills/writing/SKILL.md");

  private Path folder = Path.of("");

  /** Breaks a line. */
  interface Corruption {
    void apply(List<String> lines, int line);
  }

  @BeforeTry
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("openclaw-workspace");
  }

  @AfterTry
  void removeFolder() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property
  void shouldReportPlaceOrLoad(
      @ForAll("files") String file,
      @ForAll("lines") int line,
      @ForAll("corruptions") Corruption corruption) {
    WorkspaceFixture workspace = WorkspaceFixture.in(folder);
    List<String> lines = linesOf(workspace.path(file));
    corruption.apply(lines, line % lines.size());
    workspace.write(file, String.join("\n", lines));

    if (WorkspaceLoader.load(folder) instanceof LoadResult.Invalid(List<WorkspaceProblem> found)) {
      assertThat(found).allSatisfy(problem -> assertThat(placeExists(problem)).isTrue());
    }
  }

  @Provide
  Arbitrary<String> files() {
    return Arbitraries.of(FILES);
  }

  @Provide
  Arbitrary<Integer> lines() {
    return Arbitraries.integers().between(0, 1000);
  }

  @Provide
  Arbitrary<Corruption> corruptions() {
    return Arbitraries.oneOf(
        Arbitraries.just((lines, i) -> lines.remove(i)),
        Arbitraries.just((lines, i) -> lines.add(i, lines.get(i))),
        Arbitraries.just((lines, i) -> lines.set(i, "  " + lines.get(i))),
        Arbitraries.just((lines, i) -> lines.set(i, lines.get(i).strip())),
        Arbitraries.just((lines, i) -> lines.set(i, lines.get(i).replaceFirst(":.*", ":"))),
        Arbitraries.strings()
            .ofMaxLength(8)
            .map(text -> (lines, i) -> lines.set(i, lines.get(i).replaceFirst(" *$", text))),
        Arbitraries.of("[]", "{}", "~", "*a", "&a b", "!!int x", "|", "-1", "'", "[[a]]", "99999")
            .map(value ->
                (lines, i) -> lines.set(i, lines.get(i).replaceFirst(":.*", ": " + value))));
  }

  private boolean placeExists(WorkspaceProblem problem) {
    Path path = folder.resolve(problem.file());
    boolean within = !Files.exists(path) || problem.line() <= linesOf(path).size() + 1;
    return within && problem.line() >= 1 && problem.column() >= 1;
  }

  private static List<String> linesOf(Path path) {
    try {
      return new ArrayList<>(Files.readString(path).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
