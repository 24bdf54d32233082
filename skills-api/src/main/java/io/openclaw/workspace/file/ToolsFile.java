package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.required;
import static io.openclaw.workspace.yaml.Key.withDefault;

import io.openclaw.workspace.file.AgentFolder.ToolEntry;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.ListOf;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.OptionalKey;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;
import io.openclaw.workspace.yaml.Word;
import io.openclaw.workspace.yaml.YamlMap;
import java.util.List;

/** An agent's tools-config.json. */
final class ToolsFile {
  private static final Key<Name> SKILL =
      required("skill", Word.ANY, "A skill that the agent binds, or a public one.");
  private static final Key<List<Name>> HANDLERS =
      withDefault(
          "handlers",
          new ListOf<>(Word.ANY),
          List.of(),
          "Those that are offered. Without it, all.");
  private static final Shape<ToolEntry> TOOL =
      Shape.of(
          "A skill whose handlers the agent's model is offered as tools.",
          map -> new ToolEntry(map.get(SKILL), map.get(HANDLERS)),
          SKILL,
          HANDLERS);

  private static final Key<List<ToolEntry>> TOOLS =
      required("tools", new ListOf<>(TOOL), "What is offered, and nothing else.");

  private static final OptionalKey<String> SCHEMA =
      OptionalKey.of("$schema", Scalar.TEXT, "Where editors find this schema; means nothing here.");

  /** The whole file. */
  static final Shape<List<ToolEntry>> FILE =
      Shape.of(
          "agents/*/tools-config.json: which tools the agent's model is offered. Without this file,"
              + " all that the agent may use.",
          ToolsFile::read,
          SCHEMA,
          TOOLS);

  private ToolsFile() {}

  private static List<ToolEntry> read(YamlMap map) {
    map.get(SCHEMA); // checked as any key is, and forgotten
    return map.get(TOOLS);
  }
}
