package io.openclaw.workspace.lock;

import io.openclaw.workspace.LoadResult.Loaded;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.SkillPin;
import io.openclaw.workspace.file.LockEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The text of {@code orchestrator/skills.lock}.
 *
 * @param pins by the skill's id
 */
public record SkillsLock(SortedMap<String, SkillPin> pins) {
  public static final String FILE_NAME = LockEntry.FILE_NAME;

  private static final String HEADER =
      """
      # What skills have to be to be called. Written by ./openclaw lock; to be kept with the skills.
      # A skill that has changed since is refused until it is locked anew.
      """;

  public SkillsLock {
    pins = Collections.unmodifiableSortedMap(new TreeMap<>(pins));
  }

  /** What the file of a workspace says now. */
  public static SkillsLock written(Loaded loaded) {
    SortedMap<String, SkillPin> pins = new TreeMap<>();
    for (Skill skill : loaded.workspace().skills().values()) {
      if (skill.pin() != null) {
        pins.put(skill.id(), skill.pin());
      }
    }
    return new SkillsLock(pins);
  }

  /**
   * What all skills of a workspace are.
   *
   * @param root the folder that it was read from
   */
  public static SkillsLock actual(Path root, Loaded loaded) throws IOException {
    Path real = root.toRealPath();
    SortedMap<String, SkillPin> pins = new TreeMap<>();
    for (Skill skill : loaded.workspace().skills().values()) {
      String folder = real.relativize(skill.folder()).toString().replace('\\', '/');
      pins.put(skill.id(), new SkillPin(skill.version(), loaded.content().below(folder).hash()));
    }
    return new SkillsLock(pins);
  }

  /** As it is written; ids and versions in quotes, since they may be any text. */
  public String text() {
    return HEADER
        + (pins.isEmpty() ? "skills: []\n" : "skills:\n")
        + pins.entrySet().stream()
            .map(pin ->
                "  - id: %s\n    version: %s\n    sha256: \"%s\"\n"
                    .formatted(
                        quoted(pin.getKey()),
                        quoted(pin.getValue().version()),
                        pin.getValue().sha256()))
            .collect(Collectors.joining());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
