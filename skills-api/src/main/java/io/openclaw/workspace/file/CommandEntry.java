package io.openclaw.workspace.file;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.ListOf;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Word;
import java.util.List;
import java.util.regex.Pattern;

/** {@code command:} of a skill, or of its MCP server: what is started for its calls. */
final class CommandEntry {
  private static final int LONGEST_WORD = 4096;
  private static final Pattern PROGRAM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");

  static final ListOf<Name> WORDS =
      new ListOf<>(new Word(Scalar.text("a word of a command line", LONGEST_WORD)));

  static final Key<List<Name>> COMMAND =
      Key.withDefault(
          "command",
          WORDS,
          List.of(),
          "Runtime process: what is started for a call, where its handlers are not in Python. A"
              + " program by its name, or ./ and a file of the skill; then its arguments.");

  private CommandEntry() {}

  /** Checks that the program and the skill's own files are there. */
  static void check(WorkspaceFiles files, String folder, List<Name> command) {
    if (command.isEmpty() || !command.getFirst().isGiven()) {
      return;
    }
    Name first = command.getFirst();
    if (!isOwnFile(first) && !PROGRAM.matcher(first.value()).matches()) {
      files
          .problems()
          .add(
              first.at(),
              ProblemCode.INVALID_VALUE,
              "\"command\" must begin with the name of a program, such as node, or with a file of"
                  + " the skill, such as ./handlers/run, not "
                  + first);
    }
    for (int i = 0; i < command.size(); i++) {
      if (isOwnFile(command.get(i))) {
        checkOwnFile(files, folder, command.get(i), i == 0);
      }
    }
  }

  private static boolean isOwnFile(Name word) {
    return word.value().startsWith(Skill.OWN_FILE);
  }

  /** What is not in a part of the skill is not in its versions either. */
  private static void checkOwnFile(
      WorkspaceFiles files, String folder, Name word, boolean isProgram) {
    String path = word.value().substring(Skill.OWN_FILE.length());
    List<String> names = List.of(path.split("/", -1));
    boolean isWithin =
        SkillFolders.PARTS.contains(names.getFirst())
            && names.stream().noneMatch(name -> name.equals("..") || name.equals("."));
    if (!isWithin) {
      files
          .problems()
          .add(
              word.at(),
              ProblemCode.INVALID_VALUE,
              "a word of \"command\" that begins with ./ must be a file in one of the skill's"
                  + " folders handlers/, scripts/, references/ and assets/, not "
                  + word);
      return;
    }
    String file = folder + "/" + path;
    if (!files.isBarred(file) && !files.isFile(file) && (isProgram || !files.isFolder(file))) {
      files
          .problems()
          .add(
              word.at(),
              ProblemCode.MISSING_FILE,
              "\"command\" names %s, and there is no file %s".formatted(word, file));
    }
  }
}
