package io.openclaw.workspace.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.SkillNeeds;
import io.openclaw.workspace.yaml.AnyKey;
import io.openclaw.workspace.yaml.YamlMap;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code metadata.openclaw} of a SKILL.md, of which {@code requires} and {@code os} mean something
 * here. The rest is for other programs and may be anything.
 */
final class NeedsReader {
  private final YamlMap frontMatter;
  private final AnyKey metadata;

  NeedsReader(YamlMap frontMatter, AnyKey metadata) {
    this.frontMatter = frontMatter;
    this.metadata = metadata;
  }

  SkillNeeds read(JsonNode openclaw) {
    return new SkillNeeds(
        texts(openclaw, "requires", "bins"),
        texts(openclaw, "requires", "anyBins"),
        texts(openclaw, "requires", "env"),
        texts(openclaw, "os"));
  }

  private List<String> texts(JsonNode node, String... path) {
    for (String name : path) {
      node = node.path(name);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode text : node) {
      if (text.isTextual()) {
        texts.add(text.textValue());
      }
    }
    if (!node.isMissingNode() && (!node.isArray() || texts.size() < node.size())) {
      frontMatter.problem(
          metadata,
          ProblemCode.WRONG_TYPE,
          "\"openclaw.%s\" must be a list of texts".formatted(String.join(".", path)));
    }
    return texts;
  }
}
