package io.openclaw.workspace.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A page of the workspace's documentation, as far as tests run it: headings, prose, blocks. */
public record MarkdownPage(Path path, List<Part> parts) {
  /** Where the documentation lies. */
  public static final Path DOCS = Path.of("..", "workspace", "docs");

  private static final String FENCE = "```";

  /** A part of a page, and the line that it begins in. */
  public sealed interface Part {
    int line();
  }

  /** A heading; {@code ##} is of level 2. */
  public record Heading(int line, int level, String text) implements Part {
    /** The end of a link to it. */
    public String anchor() {
      return text.toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-');
    }
  }

  /** A line of prose. */
  public record Prose(int line, String text) implements Part {}

  /**
   * A fenced block.
   *
   * @param language the first word behind the fence
   * @param file the second one, which names a file of a workspace; empty where there is none
   * @param text its lines, each with its end
   */
  public record Block(int line, String language, String file, String text) implements Part {}

  public MarkdownPage {
    requireNonNull(path, "path is null");
    parts = List.copyOf(parts);
  }

  public static MarkdownPage read(Path path) {
    try {
      return new MarkdownPage(path, parts(path, Files.readAllLines(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Block> blocks() {
    return parts.stream().filter(Block.class::isInstance).map(Block.class::cast).toList();
  }

  public List<Heading> headings() {
    return parts.stream().filter(Heading.class::isInstance).map(Heading.class::cast).toList();
  }

  private static List<Part> parts(Path path, List<String> lines) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith(FENCE)) {
        int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf(FENCE);
        if (end <= i) {
          throw new AssertionError(path + ":" + (i + 1) + ": this block has no end");
        }
        parts.add(block(path, i + 1, line.substring(FENCE.length()), lines.subList(i + 1, end)));
        i = end;
      } else if (line.startsWith("#")) {
        String text = line.replaceFirst("^#+ ", "");
        parts.add(new Heading(i + 1, line.length() - text.length() - 1, text));
      } else if (!line.isBlank()) {
        parts.add(new Prose(i + 1, line));
      }
    }
    return parts;
  }

  private static Block block(Path path, int line, String info, List<String> lines) {
    String[] words = info.split(" ", -1);
    if (words.length > 2 || words[0].isEmpty()) {
      throw new AssertionError(path + ":" + line + ": not \"language\" or \"language file\"");
    }
    String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    return new Block(line, words[0], words.length == 2 ? words[1] : "", text);
  }
}
