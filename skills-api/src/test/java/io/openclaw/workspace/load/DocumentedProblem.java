package io.openclaw.workspace.load;

import io.openclaw.workspace.load.MarkdownPage.Block;
import io.openclaw.workspace.load.MarkdownPage.Heading;
import io.openclaw.workspace.load.MarkdownPage.Part;
import io.openclaw.workspace.load.MarkdownPage.Prose;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A case of {@code workspace/docs/problems}: a heading of level 3, a sentence or two on what
 * happened, what to do to the sound workspace, and a {@code text} block of what the loader says of
 * it.
 */
record DocumentedProblem(Path page, Heading heading, List<WorkspaceEdit> edits, Block expected) {

  /** All cases of a page, which must have nothing else below headings of level 3. */
  static List<DocumentedProblem> of(MarkdownPage page) {
    List<DocumentedProblem> problems = new ArrayList<>();
    List<Part> parts = page.parts();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Heading heading && heading.level() == 3) {
        int end = i + 1;
        while (end < parts.size() && !(parts.get(end) instanceof Heading)) {
          end++;
        }
        problems.add(of(page.path(), heading, parts.subList(i + 1, end)));
      } else if (parts.get(i) instanceof Block block && problems.isEmpty()) {
        throw new AssertionError(page.path() + ":" + block.line() + ": a block without a case");
      }
    }
    return problems;
  }

  /** The lines that the loader is to say. */
  List<String> lines() {
    return expected.text().lines().toList();
  }

  /** Where to find it. */
  @Override
  public String toString() {
    return page.getFileName() + ":" + heading.line() + ": " + heading.text();
  }

  private static DocumentedProblem of(Path page, Heading heading, List<Part> parts) {
    String place = page + ":" + heading.line() + ": ";
    if (!(parts.getFirst() instanceof Prose)) {
      throw new AssertionError(place + "the case does not say what happened");
    }
    List<Block> blocks =
        parts.stream().filter(Block.class::isInstance).map(Block.class::cast).toList();
    if (blocks.size() < 2 || !(parts.getLast() instanceof Block last) || !isExpected(last)) {
      throw new AssertionError(place + "the case does not end in a change and a text block");
    }
    List<WorkspaceEdit> edits =
        blocks.subList(0, blocks.size() - 1).stream()
            .flatMap(block -> WorkspaceEdit.of(block).stream())
            .toList();
    return new DocumentedProblem(page, heading, edits, last);
  }

  private static boolean isExpected(Block block) {
    return block.language().equals("text") && block.file().isEmpty();
  }
}
