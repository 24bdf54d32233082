package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.required;

import io.openclaw.workspace.SkillPin;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.ListOf;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;
import io.openclaw.workspace.yaml.Word;
import io.openclaw.workspace.yaml.YamlMap;
import java.util.List;

/** A skill's entry in the lock file. */
public record LockEntry(Name id, Name version, Name sha256) implements Index.Item {
  public static final String FILE_NAME = "orchestrator/skills.lock";

  private static final Key<Name> ID = required("id", Word.ANY, "The skill's id.");
  private static final Key<Name> VERSION =
      required("version", Word.ANY, "The skill's version when it was locked.");
  private static final Key<Name> SHA256 =
      required(
          "sha256",
          new Word(Scalar.matching("64 hexadecimal digits", "[0-9a-f]{64}")),
          "Hash of the skill's files when it was locked; ./openclaw lock writes it.");

  private static final Shape<LockEntry> SKILL =
      Shape.of("A skill that is pinned.", LockEntry::read, ID, VERSION, SHA256);
  private static final Key<List<LockEntry>> SKILLS =
      required("skills", new ListOf<>(SKILL), "The skills that are pinned.");

  /** The whole file. */
  static final Shape<List<LockEntry>> FILE =
      Shape.of(
          FILE_NAME + ": what skills have to be to be called.", map -> map.get(SKILLS), SKILLS);

  /** A workspace may do without the file. */
  static Found<LockEntry> readAll(WorkspaceFiles files) {
    List<LockEntry> skills = files.exists(FILE_NAME) ? files.yaml(FILE_NAME, FILE) : null;
    return new Found<>(skills == null ? List.of() : skills, true);
  }

  private static LockEntry read(YamlMap map) {
    return new LockEntry(map.get(ID), map.get(VERSION), map.get(SHA256));
  }

  public SkillPin pin() {
    return new SkillPin(version.value(), sha256.value());
  }
}
