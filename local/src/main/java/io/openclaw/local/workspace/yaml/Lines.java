package io.openclaw.local.workspace.yaml;

import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The place where lines can be added to a block.
 *
 * @param at an offset: the beginning of a line, or the end of the text
 */
record Lines(YamlText yaml, int at) {

  /** Behind all of a block, and behind the comments that are indented as parts of it are. */
  static Lines behind(YamlText yaml, Node block, Node key) {
    int end = yaml.contentEnd(block);
    int from = end == yaml.lineStart(end) ? end : yaml.nextLine(end);
    int column = yaml.column(key);
    // Where nothing but comments follows, the text so far stays as it is, to its last byte.
    return column == 0 && commentsEnd(yaml, from, -1, true) == yaml.text().length()
        ? new Lines(yaml, yaml.text().length())
        : new Lines(yaml, commentsEnd(yaml, from, column, false));
  }

  /** The end of the comments that stand further right than a column. */
  private static int commentsEnd(YamlText yaml, int from, int column, boolean blanksToo) {
    int end = from;
    int line = from;
    while (line < yaml.text().length()) {
      int next = yaml.nextLine(line);
      String text = yaml.text().substring(line, next);
      boolean blank = text.isBlank();
      if (!blank && (!text.strip().startsWith("#") || text.indexOf('#') <= column)) {
        break;
      }
      if (!blank || blanksToo) {
        end = next;
      }
      line = next;
    }
    return end;
  }

  /**
   * @param apart whether an empty line has to stand before them
   */
  String joined(List<String> lines, boolean apart) {
    String text = yaml.text();
    String lineBreak = yaml.lineBreak();
    StringBuilder joined = new StringBuilder();
    if (at > 0 && text.charAt(at - 1) != '\n') {
      joined.append(lineBreak);
    }
    int above = yaml.lineStart(Math.max(0, at - 1));
    if (apart && !text.substring(above, at).isBlank()) {
      joined.append(lineBreak);
    }
    lines.forEach(line -> joined.append(line).append(lineBreak));
    return joined.toString();
  }
}
