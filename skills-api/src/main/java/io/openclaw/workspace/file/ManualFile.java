package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.required;
import static io.openclaw.workspace.yaml.Key.withDefault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.SkillManual;
import io.openclaw.workspace.yaml.JsonObject;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.OneOrMany;
import io.openclaw.workspace.yaml.OptionalKey;
import io.openclaw.workspace.yaml.Place;
import io.openclaw.workspace.yaml.Problems;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;
import io.openclaw.workspace.yaml.Word;
import io.openclaw.workspace.yaml.YamlFile;
import io.openclaw.workspace.yaml.YamlMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The front matter of SKILL.md, by the <a href="https://agentskills.io/specification">standard</a>
 * of agentskills.io, with the keys that OpenClaw's assistants add.
 */
final class ManualFile {
  private static final int MAX_BODY_LINES = 500;
  private static final Pattern FENCE = Pattern.compile("(?m)^---[ \\t\\r]*$");

  private static final Key<Name> NAME =
      required(
          "name",
          new Word(
              Scalar.matching(
                      "1 to 64 lower-case letters, digits and single hyphens",
                      "[a-z0-9]+(-[a-z0-9]+)*")
                  .where(name -> name.length() <= 64)),
          "The name of the skill's folder.");
  private static final Key<String> DESCRIPTION =
      required(
          "description",
          Scalar.text("a text of 1 to 1024 characters", 1024),
          "What the skill does and when to use it; a model chooses by that.");
  private static final OptionalKey<String> LICENSE =
      OptionalKey.of("license", Scalar.TEXT, "The licence it comes under.");
  private static final OptionalKey<String> COMPATIBILITY =
      OptionalKey.of(
          "compatibility",
          Scalar.text("a text of 1 to 500 characters", 500),
          "What it needs around it.");
  private static final Key<ObjectNode> METADATA =
      withDefault(
          "metadata",
          JsonObject.ANY,
          JsonNodeFactory.instance.objectNode(),
          "Anything else. openclaw.requires names the programs and variables that it needs.");
  private static final Key<List<String>> ALLOWED_TOOLS =
      withDefault(
          "allowed-tools",
          new OneOrMany<>(Scalar.TEXT),
          List.of(),
          "Tools that it may use without asking, separated by spaces or as a list.");
  private static final Key<Boolean> USER_INVOCABLE =
      withDefault("user-invocable", Scalar.FLAG, true, "Whether people may call it by name.");
  private static final Key<Boolean> DISABLE_MODEL_INVOCATION =
      withDefault(
          "disable-model-invocation", Scalar.FLAG, false, "true: no model chooses it by itself.");

  static final Shape<Entry> FRONT_MATTER =
      Shape.of(
          "The front matter of skills/**/SKILL.md.",
          ManualFile::read,
          NAME,
          DESCRIPTION,
          LICENSE,
          COMPATIBILITY,
          METADATA,
          ALLOWED_TOOLS,
          USER_INVOCABLE,
          DISABLE_MODEL_INVOCATION);

  /** A manual, and where its name stands. */
  record Entry(Name name, SkillManual manual) {}

  private static final SkillManual NONE = SkillManual.of("", "");

  private ManualFile() {}

  /** Where it cannot be read, an empty one, and a report. */
  static SkillManual read(WorkspaceFiles files, String folder) {
    String file = folder + "/SKILL.md";
    String text = files.text(file);
    String frontMatter = text == null ? null : frontMatter(files.problems(), file, text);
    Entry entry =
        frontMatter == null
            ? null
            : YamlFile.read(files.problems(), file, frontMatter, FRONT_MATTER);
    if (entry == null) {
      return NONE;
    }
    checkName(files.problems(), folder, entry.name());
    return entry.manual();
  }

  /** With the opening line, which YAML takes as well, so that line numbers are the file's. */
  private static @Nullable String frontMatter(Problems problems, String file, String text) {
    Matcher fence = FENCE.matcher(text);
    if (fence.find() && fence.start() == 0 && fence.find()) {
      checkLength(problems, file, text, fence.end());
      return text.substring(0, fence.start());
    }
    problems.add(
        Place.startOf(file),
        ProblemCode.INVALID_FRONT_MATTER,
        "the file must begin with YAML (name, description) between two lines of ---");
    return null;
  }

  private static void checkLength(Problems problems, String file, String text, int bodyStart) {
    long lines = text.substring(bodyStart).strip().lines().count();
    if (lines == 0) {
      problems.add(
          Place.after(file, text.substring(0, bodyStart)),
          ProblemCode.EMPTY_FILE,
          "nothing stands below the second line of ---; write how the skill is used");
    }
    if (lines > MAX_BODY_LINES) {
      problems.add(
          Place.after(file, text.substring(0, bodyStart)),
          ProblemCode.TEXT_TOO_LONG,
          "the text has %d lines, and a model reads all of it: keep it within %d, and move the rest"
                  .formatted(lines, MAX_BODY_LINES)
              + " into references/");
    }
  }

  private static void checkName(Problems problems, String folder, Name name) {
    String folderName = folder.substring(folder.lastIndexOf('/') + 1);
    if (name.isGiven() && !name.value().equals(folderName)) {
      problems.add(
          name.at(),
          ProblemCode.MISMATCH,
          "\"name\" must be the name of the folder, \"%s\", not %s".formatted(folderName, name));
    }
  }

  private static Entry read(YamlMap map) {
    Name name = map.get(NAME);
    ObjectNode metadata = map.get(METADATA);
    return new Entry(
        name,
        new SkillManual(
            name.value(),
            map.get(DESCRIPTION),
            map.get(LICENSE),
            map.get(COMPATIBILITY),
            metadata,
            map.get(ALLOWED_TOOLS).stream()
                .flatMap(tools -> Stream.of(tools.strip().split("\\s+")))
                .toList(),
            map.get(USER_INVOCABLE),
            !map.get(DISABLE_MODEL_INVOCATION),
            new NeedsReader(map, METADATA).read(metadata.path("openclaw"))));
  }
}
