package io.openclaw.local.workspace.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Changes values of maps that are written with one key a line. */
public final class BlockMap {
  private static final String FOR_EDITORS = "# yaml-language-server:";

  private BlockMap() {}

  /** Puts another word in the place of one; what stands behind it in the line stays. */
  public static YamlText set(YamlText yaml, String word, String... path)
      throws CannotEditException {
    List<String> keys = List.of(path);
    if (!(yaml.find(keys) instanceof ScalarNode scalar)) {
      throw yaml.cannot(0, "\"" + String.join(".", keys) + "\" has to be there, as a word");
    }
    int from = yaml.start(scalar);
    return yaml.spliced(
        from,
        withoutLineBreaks(yaml, from, yaml.end(scalar)),
        YamlScalar.of(word),
        document -> parent(document, keys).put(keys.getLast(), word));
  }

  /**
   * Puts an empty list in the place of whatever a key has; adds the key where it is not there.
   *
   * @param why a comment above it, in the place of the one that told of what it had
   */
  public static YamlText clear(YamlText yaml, List<String> why, String... path)
      throws CannotEditException {
    List<String> keys = List.of(path);
    NodeTuple entry = yaml.entry(keys);
    if (entry == null) {
      List<String> lines = new ArrayList<>(why);
      lines.add(keys.getLast() + ": []");
      return add(yaml, lines, keys.subList(0, keys.size() - 1));
    }
    int key = yaml.start(entry.getKeyNode());
    int line = yaml.lineStart(key);
    String indent = yaml.text().substring(line, key);
    int from = commentStart(yaml, line, indent);
    if (!indent.isBlank()) {
      throw yaml.cannot(key, "\"" + keys.getLast() + "\" has to stand in a line of its own");
    }
    StringBuilder cleared = new StringBuilder();
    BlockList.indented(why, indent).forEach(l -> cleared.append(l).append(yaml.lineBreak()));
    cleared.append(indent).append(keys.getLast()).append(": []").append(behindKey(yaml, entry));
    int end = yaml.contentEnd(entry.getValueNode());
    return yaml.spliced(
        from,
        withoutLineBreaks(yaml, key, end),
        cleared.toString(),
        document -> parent(document, keys).put(keys.getLast(), List.of()));
  }

  /** Takes away the comments above all keys, but for those that programs read. */
  public static YamlText withoutHead(YamlText yaml) throws CannotEditException {
    int end = 0;
    StringBuilder kept = new StringBuilder();
    while (end < yaml.text().length() && isHead(yaml, end)) {
      String line = yaml.text().substring(end, yaml.nextLine(end));
      kept.append(line.startsWith(FOR_EDITORS) ? line : "");
      end = yaml.nextLine(end);
    }
    return yaml.spliced(0, end, kept.toString(), document -> {});
  }

  private static boolean isHead(YamlText yaml, int line) {
    String text = yaml.text().substring(line, yaml.nextLine(line));
    return text.isBlank() || text.startsWith("#");
  }

  /** Where the comment begins that stands above a line, and as far right as it. */
  private static int commentStart(YamlText yaml, int line, String indent) {
    int start = line;
    while (start > 0) {
      int above = yaml.lineStart(start - 1);
      if (!yaml.text().substring(above, start).startsWith(indent + "#")) {
        break;
      }
      start = above;
    }
    return start;
  }

  /** Makes comments of all lines of a key of the whole file. */
  public static YamlText commentOut(YamlText yaml, String key) throws CannotEditException {
    NodeTuple entry = yaml.entry(List.of(key));
    if (entry == null) {
      return yaml;
    }
    int from = yaml.start(entry.getKeyNode());
    int end = withoutLineBreaks(yaml, from, yaml.contentEnd(entry.getValueNode()));
    if (from != yaml.lineStart(from)) {
      throw yaml.cannot(from, "\"" + key + "\" has to stand in a line of its own");
    }
    String lines = yaml.text().substring(from, end);
    return yaml.spliced(
        from,
        end,
        "# " + lines.replace("\n", "\n# "),
        document -> Meaning.map(document, List.of()).remove(key));
  }

  /**
   * Adds lines at the end of a map: comments and one key with its value.
   *
   * @param path the keys that lead to the map
   */
  static YamlText add(YamlText yaml, List<String> lines, List<String> path)
      throws CannotEditException {
    NodeTuple held = yaml.entry(path);
    if (held == null
        || !(held.getValueNode() instanceof MappingNode map)
        || !YamlText.isBlock(map.getFlowStyle())
        || map.getValue().isEmpty()) {
      throw yaml.cannot(0, "\"" + String.join(".", path) + "\" has to be a map, one key a line");
    }
    Lines place = Lines.behind(yaml, map, held.getKeyNode());
    String indent = " ".repeat(yaml.column(map.getValue().getFirst().getKeyNode()));
    Object added = Meaning.of(String.join("\n", lines));
    return yaml.spliced(
        place.at(),
        place.at(),
        place.joined(BlockList.indented(lines, indent), true),
        document -> Meaning.map(document, path).putAll(Meaning.map(added, List.of())));
  }

  /** A comment in the line of a key whose value begins below it. */
  private static String behindKey(YamlText yaml, NodeTuple entry) {
    Node value = entry.getValueNode();
    int keyEnd = yaml.end(entry.getKeyNode());
    int lineEnd = yaml.nextLine(keyEnd);
    if (yaml.start(value) < lineEnd) {
      return "";
    }
    String behind = yaml.text().substring(keyEnd, lineEnd).stripTrailing();
    int comment = behind.indexOf('#');
    return comment < 0 ? "" : "  " + behind.substring(comment);
  }

  private static int withoutLineBreaks(YamlText yaml, int from, int to) {
    int end = to;
    while (end > from && "\r\n".indexOf(yaml.text().charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  private static Map<Object, Object> parent(Object document, List<String> keys) {
    return Meaning.map(document, keys.subList(0, keys.size() - 1));
  }
}
