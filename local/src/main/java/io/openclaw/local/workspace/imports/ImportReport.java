package io.openclaw.local.workspace.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An import in words, a line each. */
final class ImportReport {
  /** Names of files are other people's, and must not steer the terminal. */
  private static final Pattern STEERING =
      Pattern.compile("[\\p{Cntrl}\\u202a-\\u202e\\u2066-\\u2069]");

  private final List<String> lines = new ArrayList<>();

  private ImportReport() {}

  static List<String> of(
      Source source, @Nullable ImportedAgent agent, List<ImportedSkill> skills, Leftovers leftovers)
      throws IOException {
    ImportReport report = new ImportReport();
    report.source(source);
    report.add("");
    report.add("New:");
    if (agent != null) {
      report.agent(agent);
    }
    skills.forEach(report::skill);
    report.changed(skills);
    report.section("Left out:", leftovers.leftOut());
    report.section("Without an equivalent here:", leftovers.noEquivalent());
    return report.lines;
  }

  /** Without what could steer a terminal. */
  static String plain(String text) {
    return STEERING.matcher(text).replaceAll("?");
  }

  private void source(Source source) {
    String what =
        switch (source.kind()) {
          case AGENT -> "an agent's workspace";
          case SKILLS -> "a folder of skills";
          case SKILL -> "a skill";
        };
    add("%s is %s (%s).".formatted(source.root(), what, String.join(", ", source.evidence())));
  }

  private void agent(ImportedAgent imported) {
    add(
        "  %s  %s, \"%s\", without any permissions"
            .formatted(imported.agent().path(), imported.agent().id(), imported.agent().name()));
    add("    copied as they are: " + String.join(", ", imported.copied().keySet()));
    add("    made: config.yaml, with the template's model" + madeToo(imported));
  }

  private static String madeToo(ImportedAgent imported) {
    StringBuilder made = new StringBuilder();
    for (String name : List.of("IDENTITY.md", "SOUL.md")) {
      if (!imported.copied().containsKey(name)) {
        made.append("; ").append(name).append(", which was missing");
      }
    }
    return made.toString();
  }

  private void skill(ImportedSkill skill) {
    add("  %s  %s".formatted(skill.path(), skill.summary()));
  }

  private void changed(List<ImportedSkill> skills) {
    List<String> changes = new ArrayList<>();
    for (ImportedSkill skill : skills) {
      String folder = String.valueOf(skill.folder().getFileName());
      if (!folder.equals(skill.manual().name())) {
        changes.add(
            "the folder %s becomes %s, as its %s says"
                .formatted(folder, skill.manual().name(), Source.SKILL));
      }
      skill.manual().changed().forEach(change -> changes.add(change.toString()));
    }
    if (!changes.isEmpty()) {
      add("");
      add("Changed on the way:");
      changes.forEach(change -> add("  " + change));
    }
  }

  private void section(String title, Map<String, String> entries) {
    if (!entries.isEmpty()) {
      add("");
      add(title);
      entries.forEach((name, text) -> add("  %s  %s".formatted(name, text)));
    }
  }

  private void add(String line) {
    lines.add(plain(line));
  }
}
