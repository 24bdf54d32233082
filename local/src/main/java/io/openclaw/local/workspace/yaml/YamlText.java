package io.openclaw.local.workspace.yaml;

import static java.util.Objects.requireNonNull;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML text with the place of each value in it. Immutable: an edit gives a new one, and each edit
 * is held against what it is to mean before anybody gets to see it.
 */
public final class YamlText {
  private final String file;
  private final String text;
  private final MappingNode root;

  private YamlText(String file, String text, MappingNode root) {
    this.file = file;
    this.text = text;
    this.root = root;
  }

  /**
   * Finds the places in a text.
   *
   * @param file how messages name it
   */
  public static YamlText of(String file, String text) throws CannotEditException {
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (root instanceof MappingNode map) {
        return new YamlText(file, text, map);
      }
      throw new CannotEditException(file, 1, "the file must be a map of keys and values");
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      throw new CannotEditException(
          file, mark == null ? 1 : mark.getLine() + 1, "this is no YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw new CannotEditException(file, 1, "this is no YAML: " + e.getMessage());
    }
  }

  public String text() {
    return text;
  }

  /** The word at a path of keys; null where there is none. */
  public @Nullable String word(String... path) {
    return find(List.of(path)) instanceof ScalarNode scalar ? scalar.getValue() : null;
  }

  /** What the entries of a list have under a key, in order. */
  public List<String> words(String list, String key) {
    List<String> words = new ArrayList<>();
    if (find(List.of(list)) instanceof SequenceNode entries) {
      for (Node item : entries.getValue()) {
        NodeTuple found = item instanceof MappingNode map ? entry(map, key) : null;
        if (found != null && found.getValueNode() instanceof ScalarNode scalar) {
          words.add(scalar.getValue());
        }
      }
    }
    return words;
  }

  /** The keys of the whole file, in order. */
  public List<String> keys() {
    return root.getValue().stream()
        .map(NodeTuple::getKeyNode)
        .filter(ScalarNode.class::isInstance)
        .map(key -> ((ScalarNode) key).getValue())
        .toList();
  }

  /** The line, from 1, of the key that a path ends with; 1 where it is not there. */
  public int line(String... path) {
    NodeTuple entry = entry(List.of(path));
    return entry == null ? 1 : entry.getKeyNode().getStartMark().getLine() + 1;
  }

  @Nullable Node find(List<String> path) {
    if (path.isEmpty()) {
      return root;
    }
    NodeTuple entry = entry(path);
    return entry == null ? null : entry.getValueNode();
  }

  /** The key and the value that a path ends with. */
  @Nullable NodeTuple entry(List<String> path) {
    if (path.isEmpty()) {
      return null;
    }
    Node parent = find(path.subList(0, path.size() - 1));
    return parent instanceof MappingNode map ? entry(map, path.getLast()) : null;
  }

  private static @Nullable NodeTuple entry(MappingNode map, String key) {
    for (NodeTuple entry : map.getValue()) {
      if (entry.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key)) {
        return entry;
      }
    }
    return null;
  }

  int start(Node node) {
    return offset(node.getStartMark());
  }

  int end(Node node) {
    return offset(node.getEndMark());
  }

  /** Where what belongs to a node ends: a block ends for the parser only where the next begins. */
  int contentEnd(Node node) {
    return switch (node) {
      case SequenceNode list when isBlock(list.getFlowStyle()) && !list.getValue().isEmpty() ->
          contentEnd(list.getValue().getLast());
      case MappingNode map when isBlock(map.getFlowStyle()) && !map.getValue().isEmpty() ->
          contentEnd(map.getValue().getLast().getValueNode());
      default -> end(node);
    };
  }

  static boolean isBlock(FlowStyle style) {
    return style == FlowStyle.BLOCK;
  }

  int column(Node node) {
    return node.getStartMark().getColumn();
  }

  int lineStart(int offset) {
    return text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Behind the end of the line, or the end of the text. */
  int nextLine(int offset) {
    int end = text.indexOf('\n', offset);
    return end < 0 ? text.length() : end + 1;
  }

  /** How the file ends its lines. */
  String lineBreak() {
    int first = text.indexOf('\n');
    return first > 0 && text.charAt(first - 1) == '\r' ? "\r\n" : "\n";
  }

  CannotEditException cannot(int offset, String message) {
    int line = (int) text.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
    return new CannotEditException(file, line, message);
  }

  /**
   * Puts a text in the place of a part of this one.
   *
   * @param change does to what the file means now what the edit is to do
   */
  YamlText spliced(int from, int to, String with, Consumer<Object> change)
      throws CannotEditException {
    String edited = text.substring(0, from) + with + text.substring(to);
    if (!means(edited, change)) {
      throw cannot(from, "this can't be changed without changing what stands around it");
    }
    return of(file, edited);
  }

  private boolean means(String edited, Consumer<Object> change) {
    try {
      Object wanted = Meaning.of(text);
      change.accept(wanted);
      return wanted.equals(Meaning.of(edited));
    } catch (YAMLException e) {
      return false;
    }
  }

  /** The parser counts code points. */
  private int offset(@Nullable Mark mark) {
    return text.offsetByCodePoints(0, requireNonNull(mark, "mark is null").getIndex());
  }
}
