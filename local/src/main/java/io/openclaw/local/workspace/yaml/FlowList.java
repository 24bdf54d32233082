package io.openclaw.local.workspace.yaml;

import java.util.List;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Adds entries to lists in brackets, as JSON has them. */
public final class FlowList {
  private final YamlText yaml;
  private final List<String> path;
  private final SequenceNode list;

  private FlowList(YamlText yaml, List<String> path, SequenceNode list) {
    this.yaml = yaml;
    this.path = path;
    this.list = list;
  }

  /**
   * Adds an entry at the end of a list, which may be written with dashes all the same.
   *
   * @param entry one line of JSON
   * @param path the keys that lead to the list
   */
  public static YamlText add(YamlText yaml, String entry, String... path)
      throws CannotEditException {
    return yaml.find(List.of(path)) instanceof SequenceNode list
            && !YamlText.isBlock(list.getFlowStyle())
        ? new FlowList(yaml, List.of(path), list).append(entry)
        : BlockList.add(yaml, List.of("- " + entry), path);
  }

  private YamlText append(String entry) throws CannotEditException {
    if (list.getValue().isEmpty()) {
      int open = yaml.start(list) + 1;
      return spliced(open, open, entry, entry);
    }
    Node last = list.getValue().getLast();
    String indent = yaml.text().substring(yaml.lineStart(yaml.start(last)), yaml.start(last));
    return indent.isBlank() ? inALine(last, indent, entry) : behind(last, entry);
  }

  private YamlText behind(Node last, String entry) throws CannotEditException {
    int end = yaml.end(last);
    return spliced(end, end, ", " + entry, entry);
  }

  /** Below the last one: a comment behind that one stays there. */
  private YamlText inALine(Node last, String indent, String entry) throws CannotEditException {
    int end = yaml.end(last);
    int nextLine = yaml.nextLine(end);
    String rest = yaml.text().substring(end, nextLine).stripTrailing();
    boolean hasComma = rest.startsWith(",");
    String behind = hasComma ? rest.substring(1) : rest;
    boolean keepsRest = behind.isBlank() || behind.strip().startsWith("#");
    String kept = keepsRest ? behind : "";
    int to = keepsRest ? end + rest.length() : end;
    return spliced(end, to, "," + kept + yaml.lineBreak() + indent + entry, entry);
  }

  private YamlText spliced(int from, int to, String with, String entry) throws CannotEditException {
    return yaml.spliced(
        from, to, with, document -> Meaning.listAt(document, path).add(Meaning.of(entry)));
  }
}
