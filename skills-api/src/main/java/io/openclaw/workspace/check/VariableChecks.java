package io.openclaw.workspace.check;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.file.Catalog;
import io.openclaw.workspace.file.SkillEntry;
import io.openclaw.workspace.file.SkillFolder;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks the environment variables: a skill's config.yaml comes with the skill and says what it
 * wants, the registry is the operator's and grants it. A secret is handed to nobody.
 */
final class VariableChecks {
  private final Catalog catalog;
  private final Problems problems;
  private final Map<String, Name> secrets = new LinkedHashMap<>();

  VariableChecks(Catalog catalog, Problems problems) {
    this.catalog = catalog;
    this.problems = problems;
    for (SkillEntry skill : catalog.skills().items()) {
      skill
          .network()
          .secrets()
          .forEach(secret -> secrets.putIfAbsent(secret.variable(), skill.id()));
    }
  }

  /** What the operator grants by mistake. */
  void checkGrants() {
    for (SkillEntry skill : catalog.skills().items()) {
      for (Name variable : skill.environment()) {
        Name holder = secrets.get(variable.value());
        if (holder != null) {
          problems.add(
              variable.at(),
              ProblemCode.INVALID_VALUE,
              "%s is a secret of skill %s, and no secret is handed over in clear; take it out here"
                  .formatted(variable, holder));
        }
      }
    }
  }

  /** What skills want and were not granted: it stops one skill and no other. */
  void checkWishes() {
    for (SkillEntry skill : catalog.skills().items()) {
      SkillFolder folder = catalog.skillFolders().byId().get(skill.folder().value());
      if (folder != null) {
        Variables.of(skill, folder.config()).withheld().forEach(name -> refuse(skill, name));
      }
    }
  }

  private void refuse(SkillEntry skill, Name variable) {
    problems.add(
        variable.at(),
        ProblemCode.VARIABLE_NOT_GRANTED,
        "skill %s wants the environment variable %s, which it was not granted, and is not called; %s"
            .formatted(skill.id(), variable, mend(variable, secrets.get(variable.value()))));
  }

  private static String mend(Name variable, @Nullable Name holder) {
    return holder == null
        ? "grant it by \"environment: [%s]\" of the skill in %s, or take it out here"
            .formatted(variable.value(), SkillEntry.FILE_NAME)
        : "it is a secret of skill %s, which no other gets: take it out here".formatted(holder);
  }
}
