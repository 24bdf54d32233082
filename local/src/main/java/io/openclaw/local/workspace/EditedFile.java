package io.openclaw.local.workspace;

import io.openclaw.local.workspace.change.FileEdit;
import io.openclaw.local.workspace.change.RefusedException;
import io.openclaw.local.workspace.yaml.BlockList;
import io.openclaw.local.workspace.yaml.CannotEditException;
import io.openclaw.local.workspace.yaml.FlowList;
import io.openclaw.local.workspace.yaml.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A YAML or JSON file of a workspace that gets more entries. */
public final class EditedFile {
  public static final String AGENTS = "orchestrator/agent-registry.yaml";
  public static final String SKILLS = "orchestrator/skill-registry.yaml";

  private final String file;
  private final String before;
  private YamlText now;

  private EditedFile(String file, String before, YamlText now) {
    this.file = file;
    this.before = before;
    this.now = now;
  }

  /**
   * Reads it.
   *
   * @param file below the workspace, which has been found sound
   */
  public static EditedFile open(Path root, String file) throws RefusedException, IOException {
    String text = Files.readString(root.resolve(file));
    try {
      return new EditedFile(file, text, YamlText.of(file, text));
    } catch (CannotEditException e) {
      throw new RefusedException(e);
    }
  }

  public YamlText yaml() {
    return now;
  }

  /**
   * Adds an entry at the end of a list.
   *
   * @param entry its lines, the first of which begins with {@code - }
   * @param path the keys that lead to its list
   */
  public void add(List<String> entry, String... path) throws RefusedException {
    try {
      now = BlockList.add(now, entry, path);
    } catch (CannotEditException e) {
      throw new RefusedException(byHand(e, entry, path[path.length - 1]));
    }
  }

  /**
   * Adds an entry at the end of a list of a JSON file.
   *
   * @param entry one line of JSON
   * @param path the keys that lead to its list
   */
  public void addJson(String entry, String... path) throws RefusedException {
    try {
      now = FlowList.add(now, entry, path);
    } catch (CannotEditException e) {
      throw new RefusedException(byHand(e, List.of("- " + entry), path[path.length - 1]));
    }
  }

  public FileEdit edit() {
    return new FileEdit(file, before, now.text());
  }

  private static List<String> byHand(CannotEditException why, List<String> entry, String key) {
    return List.of(
        String.valueOf(why.getMessage()),
        "Write the list with one \"- \" an entry and try again. To add this by hand, write",
        BlockList.byHand(entry, key),
        "beside the entries that are there, make the folder that it speaks of, and run"
            + " ./openclaw validate");
  }
}
