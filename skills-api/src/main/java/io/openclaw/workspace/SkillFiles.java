package io.openclaw.workspace;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import io.openclaw.workspace.Skill.RuntimeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads {@code skills/**}: each folder with a SKILL.md or a config.yaml is a skill. */
final class SkillFiles {
  private static final int MAX_DEPTH = 4;

  private static final Scalar<String> IDENTIFIER =
      Scalar.text("a name of letters, digits, - and _", matching("[A-Za-z0-9_-]{1,64}"));

  /** pip takes what begins with a hyphen for an option. */
  private static final Scalar<String> REQUIREMENT =
      Scalar.text(
          "a Python requirement such as scikit-learn>=1.3", matching("[A-Za-z0-9][^\\x00-\\x1f]*"));

  /** The system's own variables hold the services' passwords and tokens. */
  private static final Scalar<String> ENVIRONMENT =
      Scalar.text(
          "the name of an environment variable, and none of the system's own",
          matching("[A-Za-z_][A-Za-z0-9_]*")
              .and(matching("(OPENCLAW|DATABASE|REDIS|KAFKA|QUARKUS)_.*").negate()));

  private static final Scalar<RuntimeKind> RUNTIME =
      Scalar.oneOf(RuntimeKind.class, RuntimeKind.PROCESS);

  private final WorkspaceFiles files;
  private final List<SkillFolder> skills = new ArrayList<>();
  private boolean complete = true;

  private SkillFiles(WorkspaceFiles files) {
    this.files = files;
  }

  static Found<SkillFolder> read(WorkspaceFiles files) {
    SkillFiles reader = new SkillFiles(files);
    reader.readBelow("skills", MAX_DEPTH);
    return new Found<>(reader.skills, reader.complete);
  }

  private void readBelow(String parent, int depth) {
    for (String name : files.folders(parent)) {
      String folder = parent + "/" + name;
      if (files.isFile(folder + "/config.yaml") || files.isFile(folder + "/SKILL.md")) {
        readSkill(folder);
      } else if (depth > 1) {
        readBelow(folder, depth - 1);
      }
    }
  }

  private void readSkill(String folder) {
    files.include(folder + "/handlers");
    String description = SkillManual.readDescription(files, folder);
    SkillFolder.Config config =
        YamlFile.read(files, folder + "/config.yaml", root -> config(folder, root));
    if (config == null) {
      complete = false;
    } else {
      skills.add(new SkillFolder(new Name(folder, Place.startOf(folder)), description, config));
    }
  }

  private SkillFolder.Config config(String folder, YamlMap root) {
    YamlMap skill = root.map("skill");
    if (skill == null) {
      Name none = new Name("", root.at());
      return new SkillFolder.Config(
          none, none, RuntimeKind.PROCESS, List.of(), List.of(), List.of(), Map.of());
    }
    List<Name> names = new ArrayList<>();
    Map<String, Handler> handlers = new LinkedHashMap<>();
    for (YamlMap entry : skill.maps("handlers")) {
      Handler handler = handler(folder, entry);
      names.add(new Name(handler.name(), entry.at("name")));
      handlers.putIfAbsent(handler.name(), handler);
    }
    return new SkillFolder.Config(
        skill.name("id"),
        skill.name("version"),
        skill.get("runtime", RUNTIME, RuntimeKind.PROCESS),
        words(skill, "requirements", REQUIREMENT),
        words(skill, "environment", ENVIRONMENT),
        names,
        handlers);
  }

  private Handler handler(String folder, YamlMap entry) {
    String name = entry.get("name", IDENTIFIER);
    String file = folder + "/handlers/" + name + ".py";
    if (!name.isEmpty() && !files.isFile(file)) {
      entry.problem(
          "name", ProblemCode.MISSING_FILE, "handler \"" + name + "\" has no file " + file);
    }
    return new Handler(
        name,
        entry.get("description", Scalar.TEXT),
        files.path(file),
        Patterns.find(entry, "match"),
        entry.find("produces", IDENTIFIER),
        entry.find("timeout", Units.DURATION),
        schema(entry, "inputs"),
        schema(entry, "outputs"));
  }

  /** A JSON Schema of an object; where there is none, of any object. */
  private static ObjectNode schema(YamlMap entry, String key) {
    ObjectNode schema = entry.json(key);
    if (schema == null) {
      return JsonNodeFactory.instance.objectNode().put("type", "object");
    }
    if (!schema.path("type").asText().equals("object")) {
      entry.problem(
          key, ProblemCode.INVALID_VALUE, "\"" + key + "\" must be a JSON Schema of type: object");
    }
    return schema;
  }

  private static List<String> words(YamlMap map, String key, Scalar<String> type) {
    List<Name> words = map.names(key);
    for (Name word : words) {
      if (word.isGiven() && !type.allowed().test(word.value())) {
        map.problem(word.at(), ProblemCode.INVALID_VALUE, word + " must be " + type.expected());
      }
    }
    return words.stream().map(Name::value).toList();
  }

  private static Predicate<String> matching(String pattern) {
    return Pattern.compile(pattern)::matches;
  }
}
