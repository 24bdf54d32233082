package io.openclaw.local;

import static java.util.Objects.requireNonNull;

import io.openclaw.local.workspace.change.RefusedException;
import io.openclaw.local.workspace.change.SteadyLoad;
import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.LoadResult.Loaded;
import io.openclaw.workspace.SkillPin;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.lock.SkillsLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "lock",
    description = {
      "Pins skills as they are now in "
          + SkillsLock.FILE_NAME
          + ", and says what has changed since"
          + " the last time. A pinned skill that has changed is not called until it is locked anew."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the skills are pinned",
      "1:they can't be; standard error says why, and nothing was changed",
      "2:the command was not understood"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ./openclaw lock", "  ./openclaw lock shared/web-search"})
final class LockCommand extends ChangeCommand {

  @Parameters(
      arity = "0..*",
      paramLabel = "SKILL",
      description =
          "Ids of those to pin; without any, all of them, and those that are gone are"
              + " forgotten.")
  private List<String> skills = List.of();

  LockCommand(Context context) {
    super(context);
  }

  @Override
  void check() {}

  @Override
  Plan plan(Path root, Workspace workspace) throws RefusedException, IOException {
    Loaded loaded = read(root);
    SortedMap<String, SkillPin> actual = SkillsLock.actual(root, loaded).pins();
    for (String skill : skills) {
      if (!actual.containsKey(skill)) {
        throw new RefusedException(
            "there is no skill '%s'; the skills are %s"
                .formatted(skill, String.join(", ", actual.keySet())));
      }
    }
    SortedMap<String, SkillPin> before = SkillsLock.written(loaded).pins();
    SortedMap<String, SkillPin> after = new TreeMap<>(skills.isEmpty() ? actual : before);
    skills.forEach(skill -> after.put(skill, requireNonNull(actual.get(skill))));
    write(root, new SkillsLock(after));
    return new Plan(null, report(before, after));
  }

  /** Read once more, for the files' contents, which no other command asks for. */
  private static Loaded read(Path root) throws RefusedException {
    return switch (SteadyLoad.of(root)) {
      case Loaded loaded -> loaded;
      case LoadResult.Invalid invalid ->
          throw new RefusedException(invalid.problems().getFirst().toString());
    };
  }

  /** As a whole or not at all: under a name that nobody reads first. */
  private static void write(Path root, SkillsLock lock) throws IOException {
    Path file = root.resolve(SkillsLock.FILE_NAME);
    Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
    try {
      Files.writeString(unfinished, lock.text());
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static List<String> report(
      SortedMap<String, SkillPin> before, SortedMap<String, SkillPin> after) {
    List<String> lines = new ArrayList<>();
    TreeSet<String> ids = new TreeSet<>(before.keySet());
    ids.addAll(after.keySet());
    for (String id : ids) {
      String change = change(before.get(id), after.get(id));
      if (change != null) {
        lines.add("  " + id + ": " + change);
      }
    }
    lines.addFirst(
        "%s pins %d skill%s; %s"
            .formatted(
                SkillsLock.FILE_NAME,
                after.size(),
                after.size() == 1 ? "" : "s",
                lines.isEmpty() ? "nothing has changed" : "what has changed:"));
    return lines;
  }

  private static @Nullable String change(@Nullable SkillPin before, @Nullable SkillPin after) {
    if (after == null) {
      return "no longer pinned";
    }
    if (before == null) {
      return "pinned, version " + after.version();
    }
    if (before.equals(after)) {
      return null;
    }
    return before.version().equals(after.version())
        ? "other files, still version " + after.version()
        : "version %s, was %s".formatted(after.version(), before.version());
  }
}
