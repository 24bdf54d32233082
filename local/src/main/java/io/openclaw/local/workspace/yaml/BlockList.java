package io.openclaw.local.workspace.yaml;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Adds entries to lists that are written with one {@code - } each. */
public final class BlockList {
  private final YamlText yaml;
  private final List<String> path;

  private BlockList(YamlText yaml, List<String> path) {
    this.yaml = yaml;
    this.path = path;
  }

  /**
   * Adds an entry at the end of a list; begins the list where there is none.
   *
   * @param entry its lines, the first of which begins with {@code - }
   * @param path the keys that lead to the list
   */
  public static YamlText add(YamlText yaml, List<String> entry, String... path)
      throws CannotEditException {
    BlockList list = new BlockList(yaml, List.of(path));
    return yaml.find(list.path) == null ? list.begin(entry) : list.append(entry);
  }

  /** The same as a text to be written by hand. */
  public static String byHand(List<String> entry, String key) {
    return key + ":\n" + String.join("\n", indented(entry, "  "));
  }

  private YamlText append(List<String> entry) throws CannotEditException {
    NodeTuple held = requireNonNull(yaml.entry(path), "there is no such list");
    SequenceNode list = block(held);
    String indent = indent(list);
    Lines lines = Lines.behind(yaml, list, held.getKeyNode());
    String added = lines.joined(indented(entry, indent), isApart(list, entry));
    Object meaning = Meaning.list(Meaning.of(String.join("\n", entry))).getFirst();
    return yaml.spliced(
        lines.at(), lines.at(), added, document -> Meaning.listAt(document, path).add(meaning));
  }

  private YamlText begin(List<String> entry) throws CannotEditException {
    List<String> lines = new ArrayList<>(List.of(path.getLast() + ":"));
    lines.addAll(indented(entry, "  "));
    return BlockMap.add(yaml, lines, path.subList(0, path.size() - 1));
  }

  private SequenceNode block(NodeTuple held) throws CannotEditException {
    Node value = held.getValueNode();
    if (value instanceof SequenceNode list
        && YamlText.isBlock(list.getFlowStyle())
        && !list.getValue().isEmpty()) {
      return list;
    }
    String what =
        value instanceof SequenceNode list
            ? list.getValue().isEmpty() ? "an empty list" : "a list in brackets"
            : value instanceof MappingNode ? "a map" : "no list";
    throw yaml.cannot(
        yaml.start(held.getKeyNode()),
        "\"%s\" is %s, and an entry can be added as a text only to a list with one \"- \" an entry"
            .formatted(path.getLast(), what));
  }

  /** What stands before the dashes. */
  private String indent(SequenceNode list) throws CannotEditException {
    int dash = yaml.start(list);
    String indent = yaml.text().substring(yaml.lineStart(dash), dash);
    if (yaml.text().charAt(dash) != '-' || !indent.chars().allMatch(c -> c == ' ')) {
      throw yaml.cannot(
          dash, "\"" + path.getLast() + "\" does not begin with a dash after spaces alone");
    }
    return indent;
  }

  /** Whether there is an empty line between entries. */
  private boolean isApart(SequenceNode list, List<String> entry) {
    if (list.getValue().size() == 1) {
      return entry.size() > 3;
    }
    int line = yaml.lineStart(yaml.start(list.getValue().getLast()));
    while (line > 0) {
      int above = yaml.lineStart(line - 1);
      String text = yaml.text().substring(above, line).strip();
      if (!text.startsWith("#")) {
        return text.isEmpty();
      }
      line = above;
    }
    return false;
  }

  static List<String> indented(List<String> lines, String indent) {
    return lines.stream().map(line -> line.isEmpty() ? "" : indent + line).toList();
  }
}
