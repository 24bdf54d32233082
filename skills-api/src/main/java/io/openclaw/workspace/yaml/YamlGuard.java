package io.openclaw.workspace.yaml;

import com.google.re2j.Pattern;
import io.openclaw.workspace.ProblemCode;
import java.util.IdentityHashMap;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** What no workspace file may hold, whatever its keys mean. Visits each node once. */
final class YamlGuard {
  /** Nodes that aliases add when they are written out: far above any real file, and harmless. */
  private static final long MAX_REPEATED = 100_000;

  /** More than any file can have; small enough to be added up. */
  private static final long ENDLESS = 1L << 40;

  private static final long IN_PROGRESS = -1;

  private static final Pattern PASSWORD_IN_URL =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9+.:-]*://[^\\s/:@]*:(?:[^\\s$@]|\\$[^{\\s@])[^\\s@]*@\\S*");

  private final YamlFile file;
  private final IdentityHashMap<Node, Long> sizes = new IdentityHashMap<>();

  private YamlGuard(YamlFile file) {
    this.file = file;
  }

  /** Whether the graph can be walked as a tree. Secrets are reported and accepted. */
  static boolean accepts(Node root, boolean hasAliases, YamlFile file) {
    if (!hasAliases) {
      visit(root, file);
      return true;
    }
    YamlGuard guard = new YamlGuard(file);
    boolean small = guard.size(root) - guard.sizes.size() <= MAX_REPEATED;
    if (!small) {
      file.problem(
          root,
          ProblemCode.YAML_TOO_COMPLEX,
          "aliases (*name) make this file too large or contain themselves; write it out");
    }
    return small;
  }

  private long size(Node node) {
    Long known = sizes.get(node);
    if (known != null) {
      return known == IN_PROGRESS ? ENDLESS : known;
    }
    sizes.put(node, IN_PROGRESS);
    long size = 1;
    switch (node) {
      case ScalarNode scalar -> checkForSecret(scalar, file);
      case SequenceNode list -> {
        for (Node item : list.getValue()) {
          size += size(item);
        }
      }
      case MappingNode map -> {
        for (var entry : map.getValue()) {
          size += size(entry.getKeyNode()) + size(entry.getValueNode());
        }
      }
      default -> throw new IllegalStateException("unexpected node " + node.getNodeId());
    }
    size = Math.min(size, ENDLESS);
    sizes.put(node, size);
    return size;
  }

  /** Without aliases a graph is a tree. */
  private static void visit(Node node, YamlFile file) {
    switch (node) {
      case ScalarNode scalar -> checkForSecret(scalar, file);
      case SequenceNode list -> list.getValue().forEach(item -> visit(item, file));
      case MappingNode map -> map.getValue().forEach(entry -> visit(entry.getValueNode(), file));
      default -> throw new IllegalStateException("unexpected node " + node.getNodeId());
    }
  }

  private static void checkForSecret(ScalarNode scalar, YamlFile file) {
    if (scalar.getValue().contains("://") && PASSWORD_IN_URL.matches(scalar.getValue())) {
      file.problem(
          scalar,
          ProblemCode.SECRET_IN_FILE,
          "a password in plain text; put the address into an environment variable and refer to it"
              + " as ${NAME}");
    }
  }
}
