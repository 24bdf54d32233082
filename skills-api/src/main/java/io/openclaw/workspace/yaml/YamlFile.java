package io.openclaw.workspace.yaml;

import io.openclaw.workspace.ProblemCode;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * One YAML file while it is read. Works on the node graph, not on constructed objects, so that
 * whatever is wrong has a line and a column. Reads JSON as well, which is YAML. Used by one thread
 * at a time.
 */
public final class YamlFile {
  private final String path;
  private final Problems problems;

  private YamlFile(String path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  /**
   * Reads a text that has to hold a map.
   *
   * @param path names the file in what is reported
   * @return null where the text could not be read as YAML, which has been reported then
   */
  public static <T> @Nullable T read(Problems problems, String path, String text, Shape<T> shape) {
    YamlFile file = new YamlFile(path, problems);
    MappingNode root = file.compose(text);
    return root == null ? null : shape.read(file, root);
  }

  Place placeOf(Node node) {
    return placeOf(node.getStartMark());
  }

  Place placeOf(Mark mark) {
    return Place.of(path, mark);
  }

  void problem(Node node, ProblemCode code, String message) {
    problems.add(placeOf(node), code, message);
  }

  void problem(Place at, ProblemCode code, String message) {
    problems.add(at, code, message);
  }

  /** For messages: short, and nothing of a text that may be anything. */
  static String describe(Node value) {
    return switch (value) {
      case SequenceNode _ -> "a list";
      case MappingNode _ -> "a map";
      case ScalarNode scalar when scalar.getValue().isBlank() -> "blank";
      case ScalarNode scalar -> Name.quote(scalar.getValue());
      default -> value.getNodeId().name();
    };
  }

  private @Nullable MappingNode compose(String text) {
    try {
      // Larger files than allowed do not come this far.
      LoaderOptions options = new LoaderOptions();
      options.setCodePointLimit(Math.max(1, text.length()));
      TagRefusal parser = new TagRefusal(this, new StreamReader(new StringReader(text)), options);
      Node root = new Composer(parser, new NullResolver(), options).getSingleNode();
      if (parser.refused()) {
        return null;
      }
      if (root instanceof MappingNode map) {
        return YamlGuard.accepts(root, text.indexOf('*') >= 0, this) ? map : null;
      }
      if (root == null) {
        problem(
            Place.startOf(path),
            ProblemCode.EMPTY_FILE,
            (text.isBlank() ? "the file is empty" : "the file has nothing but comments")
                + "; it must be a map of keys and values");
      } else {
        problem(root, ProblemCode.WRONG_TYPE, "the file must be a map of keys and values");
      }
    } catch (MarkedYAMLException e) {
      if (!TagRefusal.reports(this, e)) {
        Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
        Place at = mark == null ? Place.startOf(path) : placeOf(mark);
        problem(at, ProblemCode.INVALID_YAML, "this is no YAML: " + SyntaxAdvice.on(e, text));
      }
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

  /** Types come from the shapes: that a value is null is all that YAML has to find out. */
  private static final class NullResolver extends Resolver {
    @Override
    protected void addImplicitResolvers() {}

    @Override
    public Tag resolve(NodeId kind, String value, boolean implicit) {
      return switch (kind) {
        case mapping -> Tag.MAP;
        case sequence -> Tag.SEQ;
        case scalar, anchor -> implicit && isNull(value) ? Tag.NULL : Tag.STR;
      };
    }

    private static boolean isNull(String value) {
      return switch (value) {
        case "", "~", "null", "Null", "NULL" -> true;
        default -> false;
      };
    }
  }
}
