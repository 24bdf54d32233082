package io.openclaw.workspace;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * One YAML file while it is read. Works on the node graph, not on constructed objects, so that
 * whatever is wrong has a line and a column, and no tag can make an object.
 */
final class YamlFile {
  private final String path;
  private final Problems problems;
  private final List<YamlMap> maps = new ArrayList<>();

  private YamlFile(String path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  /**
   * Reads a file that has to be there and has to hold a map. When the reader is done, each key that
   * it did not ask for is a problem.
   *
   * @return what the reader made; null where the file could not be read as YAML
   */
  static <T> @Nullable T read(WorkspaceFiles files, String path, Function<YamlMap, T> reader) {
    String text = files.text(path);
    return text == null ? null : read(files.problems(), path, text, reader);
  }

  static <T> @Nullable T read(
      Problems problems, String path, String text, Function<YamlMap, T> reader) {
    YamlFile file = new YamlFile(path, problems);
    Node root = file.compose(text);
    if (root == null) {
      return null;
    }
    T result = reader.apply(file.map((MappingNode) root));
    file.maps.forEach(YamlMap::reportUnknownKeys);
    return result;
  }

  YamlMap map(MappingNode node) {
    YamlMap map = new YamlMap(this, node);
    maps.add(map);
    return map;
  }

  Place placeOf(Node node) {
    return Place.of(path, node.getStartMark());
  }

  void problem(Node node, ProblemCode code, String message) {
    problems.add(placeOf(node), code, message);
  }

  void problem(Place at, ProblemCode code, String message) {
    problems.add(at, code, message);
  }

  private static String context(MarkedYAMLException e) {
    return e.getContext() == null || e.getContextMark() == null
        ? ""
        : " (%s, line %d)".formatted(e.getContext(), e.getContextMark().getLine() + 1);
  }

  /** For messages: short, and nothing of a text that may be anything. */
  static String describe(Node value) {
    return switch (value) {
      case SequenceNode list -> "a list";
      case MappingNode map -> "a map";
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "empty";
      case ScalarNode scalar -> Name.quote(scalar.getValue());
      default -> value.getNodeId().name();
    };
  }

  private @Nullable Node compose(String text) {
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (root instanceof MappingNode) {
        return YamlGuard.accepts(root, this) ? root : null;
      }
      Place at = root == null ? Place.startOf(path) : placeOf(root);
      problem(at, ProblemCode.WRONG_TYPE, "the file must be a map of keys and values");
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      Place at = mark == null ? Place.startOf(path) : Place.of(path, mark);
      problem(at, ProblemCode.INVALID_YAML, "this is no YAML: " + e.getProblem() + context(e));
    } catch (ReaderException e) {
      problem(
          Place.after(path, text.substring(0, text.offsetByCodePoints(0, e.getPosition()))),
          ProblemCode.INVALID_YAML,
          "the character U+%04X is not allowed".formatted(e.getCodePoint()));
    } catch (YAMLException e) {
      // The limits of LoaderOptions are the only errors without a mark.
      problem(
          Place.startOf(path),
          ProblemCode.YAML_TOO_COMPLEX,
          "the file is refused: " + e.getMessage());
    }
    return null;
  }
}
