package io.openclaw.workspace.check;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.WorkspaceContent;
import io.openclaw.workspace.file.Catalog;
import io.openclaw.workspace.file.LockEntry;
import io.openclaw.workspace.file.SkillEntry;
import io.openclaw.workspace.yaml.Problems;
import io.openclaw.workspace.yaml.Spelling;
import java.util.ArrayList;
import java.util.List;

/** Checks the skills against the lock file. What is not as it says stops one skill and no other. */
final class LockChecks {
  private static final String RENEW = "./openclaw lock ";

  private LockChecks() {}

  static void run(Catalog catalog, WorkspaceContent content, Problems warnings) {
    catalog.lock().items().forEach(locked -> check(locked, catalog, content, warnings));
  }

  private static void check(
      LockEntry locked, Catalog catalog, WorkspaceContent content, Problems warnings) {
    SkillEntry skill = catalog.skills().byId().get(locked.id().value());
    if (skill == null) {
      warnings.add(
          locked.id().at(),
          ProblemCode.UNKNOWN_SKILL,
          "there is no skill %s to be pinned%s; take the entry out, or run ./openclaw lock"
              .formatted(
                  locked.id(),
                  Spelling.hint(locked.id().value(), catalog.skills().byId().keySet())));
      return;
    }
    List<String> changes = changes(locked, skill, content);
    if (!changes.isEmpty()) {
      warnings.add(
          locked.id().at(),
          ProblemCode.SKILL_CHANGED,
          "skill %s has changed since it was locked (%s) and is not called; look at the change in %s, then run %s%s"
              .formatted(
                  locked.id(),
                  String.join(", ", changes),
                  skill.folder().value(),
                  RENEW,
                  skill.id().value()));
    }
  }

  private static List<String> changes(
      LockEntry locked, SkillEntry skill, WorkspaceContent content) {
    List<String> changes = new ArrayList<>();
    if (!locked.version().value().equals(skill.version().value())) {
      changes.add("version %s, locked %s".formatted(skill.version(), locked.version()));
    }
    if (!content.below(skill.folder().value()).hash().equals(locked.sha256().value())) {
      changes.add("its files");
    }
    return changes;
  }
}
