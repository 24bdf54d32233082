package io.openclaw.workspace.yaml;

import com.google.re2j.Pattern;
import io.openclaw.workspace.ProblemCode;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** What no workspace file may hold, whatever its keys mean. Visits each node once. */
final class YamlGuard {
  /** Nodes with every alias written out: far above any real file, and harmless to walk. */
  private static final long MAX_NODES = 300_000;

  private static final long IN_PROGRESS = -1;

  private static final Pattern PASSWORD_IN_URL =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9+.:-]*://[^\\s/:@]*:(?:[^\\s$@]|\\$[^{\\s@])[^\\s@]*@\\S*");

  private final YamlFile file;
  private final Map<Node, Long> sizes = new HashMap<>();

  private YamlGuard(YamlFile file) {
    this.file = file;
  }

  /** Whether the graph can be walked as a tree. Secrets are reported and accepted. */
  static boolean accepts(Node root, YamlFile file) {
    long size = new YamlGuard(file).size(root);
    if (size > MAX_NODES) {
      file.problem(
          root,
          ProblemCode.YAML_TOO_COMPLEX,
          "aliases (*name) make this file too large or contain themselves; write it out");
    }
    return size <= MAX_NODES;
  }

  private long size(Node node) {
    Long known = sizes.get(node);
    if (known != null) {
      return known == IN_PROGRESS ? MAX_NODES + 1 : known;
    }
    sizes.put(node, IN_PROGRESS);
    long size = 1;
    switch (node) {
      case ScalarNode scalar -> checkForSecret(scalar);
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
    size = Math.min(size, MAX_NODES + 1);
    sizes.put(node, size);
    return size;
  }

  private void checkForSecret(ScalarNode scalar) {
    if (scalar.getValue().contains("://") && PASSWORD_IN_URL.matches(scalar.getValue())) {
      file.problem(
          scalar,
          ProblemCode.SECRET_IN_FILE,
          "a password in plain text; put the address into an environment variable and refer to it"
              + " as ${NAME}");
    }
  }
}
