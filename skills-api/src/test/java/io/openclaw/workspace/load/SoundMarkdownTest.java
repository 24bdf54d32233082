package io.openclaw.workspace.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The project's own pages are shown as they are meant: each block of code has an end, and each
 * table is whole. What a merge leaves behind is hard to see in the source.
 */
class SoundMarkdownTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> FOLDERS =
      List.of("docs", "workspace/docs", "src", "benchmarks");
  private static final String FENCE = "```";

  @ParameterizedTest
  @MethodSource("pages")
  void shouldHaveWholeBlocksAndTables(Path page) throws IOException {
    assertThat(flaws(Files.readAllLines(page))).as(page.toString()).isEmpty();
  }

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(pages(ROOT, 1));
    for (String folder : FOLDERS) {
      pages.addAll(pages(ROOT.resolve(folder), Integer.MAX_VALUE));
    }
    assertThat(pages).contains(ROOT.resolve("README.md"), ROOT.resolve("docs/api.md"));
    return pages;
  }

  private static List<Path> pages(Path folder, int depth) throws IOException {
    try (Stream<Path> paths = Files.walk(folder, depth)) {
      return paths.filter(path -> path.toString().endsWith(".md")).sorted().toList();
    }
  }

  private static List<String> flaws(List<String> lines) {
    List<String> flaws = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    int opened = 0;
    for (int number = 1; number <= lines.size() + 1; number++) {
      String line = number > lines.size() ? "" : lines.get(number - 1).strip();
      if (opened == 0 && line.startsWith("|")) {
        rows.add(line);
      } else if (!rows.isEmpty()) {
        flaws.addAll(flawsOf(rows, number - rows.size()));
        rows.clear();
      }
      if (opened > 0 && line.startsWith(FENCE)) {
        if (!line.equals(FENCE)) {
          flaws.add("line %d: begins within the block of line %d".formatted(number, opened));
        }
        opened = 0;
      } else if (line.startsWith(FENCE)) {
        opened = number;
      }
    }
    if (opened > 0) {
      flaws.add("line %d: one block more begins than ends".formatted(opened));
    }
    return flaws;
  }

  private static List<String> flawsOf(List<String> rows, int first) {
    if (rows.size() < 3 || !rows.get(1).matches("\\|([ :-]+\\|)+")) {
      return List.of("line %d: rows without a table's head".formatted(first));
    }
    List<String> flaws = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (cells(rows.get(i)) != cells(rows.getFirst())) {
        flaws.add("line %d: not as many cells as the head has".formatted(first + i));
      }
    }
    return flaws;
  }

  private static int cells(String row) {
    return row.split("(?<!\\\\)\\|", -1).length;
  }
}
