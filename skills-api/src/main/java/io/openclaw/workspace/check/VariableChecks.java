package io.openclaw.workspace.check;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.file.Catalog;
import io.openclaw.workspace.file.SkillEntry;
import io.openclaw.workspace.file.SkillFolder;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Problems;
import java.util.LinkedHashMap;
import java.util.Map;

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
        Variables variables = Variables.of(skill, folder.config());
        variables.withheld().forEach(name -> refuse(skill, "environment variable", name));
        variables.missing().forEach(name -> refuse(skill, "secret", name));
      }
    }
  }

  private void refuse(SkillEntry skill, String kind, Name variable) {
    Name holder = secrets.get(variable.value());
    problems.add(
        variable.at(),
        ProblemCode.VARIABLE_NOT_GRANTED,
        "skill %s wants the %s %s, which it was not granted, and is not called; %s"
            .formatted(
                skill.id(), kind, variable, holder == null ? mend(kind, variable) : mend(holder)));
  }

  private static String mend(String kind, Name variable) {
    return kind.equals("secret")
        ? "list it with its hosts under \"secrets\" of the skill in %s, or take it out here"
            .formatted(SkillEntry.FILE_NAME)
        : "grant it by \"environment: [%s]\" of the skill in %s, or take it out here"
            .formatted(variable.value(), SkillEntry.FILE_NAME);
  }

  private static String mend(Name holder) {
    return "it is a secret of skill %s, which no other gets: take it out here".formatted(holder);
  }
}
