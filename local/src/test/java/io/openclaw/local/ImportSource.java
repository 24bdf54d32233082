package io.openclaw.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder to be imported, in a test. */
final class ImportSource {
  /** In two parts, so that nobody takes it for one. */
  static final String KEY = "gh" + "p_4fK29dkQ4fK29dkQ4fK29dkQ4fK29dkQ4fK2";

  private final Path root;

  ImportSource(Path root) throws IOException {
    this.root = Files.createDirectories(root);
  }

  /** As a workspace with a single process is after some use, without skills. */
  static ImportSource agent(Path root) throws IOException {
    return new ImportSource(root)
        .write("AGENTS.md", "# Every session\r\n\r\nRead SOUL.md.\r\n")
        .write("SOUL.md", "# SOUL.md - Who You Are\n\nBe helpful.\n")
        .write(
            "IDENTITY.md",
            "# IDENTITY.md\n\n- **Name:** Ada Löw\n- **Emoji:** 🦞\n- **Vibe:** calm\n")
        .write("USER.md", "- **Name:** Sam\n")
        .write("MEMORY.md", "Sam likes lists.\n");
  }

  /** With all that such a workspace may hold besides. */
  ImportSource withTheRest() throws IOException {
    return write("TOOLS.md", "notes\n")
        .write("HEARTBEAT.md", "check mail\n")
        .write("BOOT.md", "say hello\n")
        .write("BOOTSTRAP.md", "who am I\n")
        .write("memory/2026-02-01.md", "a day\n")
        .write("canvas/index.html", "<html>\n")
        .write("notes.txt", "a note\n")
        .write(".env", "SOME_KEY=" + KEY + "\n")
        .write(".git/config", "[core]\n")
        .write("credentials/oauth.json", "{}\n")
        .write("sessions/a.jsonl", "{}\n")
        .write("log.jsonl", "{}\n");
  }

  ImportSource skill(String folder, String name) throws IOException {
    return write(
        folder + "/SKILL.md",
        "---\nname: %s\ndescription: Does %s.\n---\n\n# %s\n".formatted(name, name, name));
  }

  ImportSource write(String file, String text) throws IOException {
    Files.createDirectories(path(file).getParent());
    Files.writeString(path(file), text);
    return this;
  }

  ImportSource link(String file, Path target) throws IOException {
    Files.createDirectories(path(file).getParent());
    Files.createSymbolicLink(path(file), target);
    return this;
  }

  Path root() {
    return root;
  }

  Path path(String file) {
    return root.resolve(file);
  }
}
