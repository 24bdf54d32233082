package io.openclaw.workspace.yaml;

import io.openclaw.workspace.ProblemCode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value on its way to being read.
 *
 * @param label how a message names it: {@code "timeout"} or {@code an entry of "paths"}
 */
public record YamlValue(YamlFile file, String label, Node node) {

  Place at() {
    return file.placeOf(node);
  }

  boolean isNull() {
    return node.getTag().equals(Tag.NULL);
  }

  YamlValue entry(Node entry) {
    String name = label.startsWith("an entry of ") ? label : "an entry of " + label;
    return new YamlValue(file, name, entry);
  }

  void wrongType(String expected) {
    problem(ProblemCode.WRONG_TYPE, mustBe(expected));
  }

  void invalid(String expected) {
    problem(ProblemCode.INVALID_VALUE, mustBe(expected));
  }

  void problem(ProblemCode code, String message) {
    file.problem(node, code, message);
  }

  private String mustBe(String expected) {
    String must = label + " must be " + expected;
    return isNull() ? must + ", and has no value" : must + ", not " + YamlFile.describe(node);
  }
}
