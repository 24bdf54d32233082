package io.openclaw.workspace;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/** The front matter of SKILL.md, by the agentskills.io standard. */
final class SkillManual {
  private static final Scalar<String> NAME =
      Scalar.text(
          "1 to 64 lower-case letters, digits and single hyphens",
          text -> text.length() <= 64 && Pattern.matches("[a-z0-9]+(-[a-z0-9]+)*", text));

  private static final Scalar<String> DESCRIPTION =
      Scalar.text(
          "a text of 1 to 1024 characters", text -> !text.isBlank() && text.length() <= 1024);

  private SkillManual() {}

  /** Empty where there is a problem with the file. */
  static String readDescription(WorkspaceFiles files, String folder) {
    String file = folder + "/SKILL.md";
    String text = files.text(file);
    String frontMatter = text == null ? null : frontMatter(files.problems(), file, text);
    String description =
        frontMatter == null
            ? null
            : YamlFile.read(files.problems(), file, frontMatter, root -> description(root, folder));
    return description == null ? "" : description;
  }

  /** With the opening line, which YAML takes as well, so that line numbers are the file's. */
  private static @Nullable String frontMatter(Problems problems, String file, String text) {
    var closing = Pattern.compile("(?m)^---[ \\t\\r]*$").matcher(text);
    if (closing.find() && closing.start() == 0 && closing.find()) {
      return text.substring(0, closing.start());
    }
    problems.add(
        Place.startOf(file),
        ProblemCode.INVALID_FRONT_MATTER,
        "the file must begin with YAML (name, description) between two lines of ---");
    return null;
  }

  private static String description(YamlMap root, String folder) {
    String name = root.get("name", NAME);
    String folderName = folder.substring(folder.lastIndexOf('/') + 1);
    if (!name.isEmpty() && !name.equals(folderName)) {
      root.problem(
          "name",
          ProblemCode.MISMATCH,
          "\"name\" must be the name of the folder, \"" + folderName + "\", not \"" + name + '"');
    }
    checkTheRest(root);
    return root.get("description", DESCRIPTION);
  }

  /** Keys of the standard without a component in {@link Skill}. */
  private static void checkTheRest(YamlMap root) {
    root.find("license", Scalar.TEXT);
    root.find("compatibility", Scalar.TEXT);
    root.json("metadata");
    root.nameOrNames("allowed-tools");
    root.find("user-invocable", Scalar.FLAG);
    root.find("disable-model-invocation", Scalar.FLAG);
  }
}
