package io.openclaw.local.workspace.imports;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is never copied, by its name and kind alone: nobody looks into it. */
final class Exclusion {
  private static final Set<String> SECRET = Set.of("credentials", "sessions", ".env", ".netrc");
  private static final Set<String> MADE = Set.of("node_modules", "__pycache__", "venv");

  private Exclusion() {}

  /** Why a file or folder is not copied; null where it may be. */
  static @Nullable String of(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    if (Files.isSymbolicLink(path)) {
      return "a link; links are not followed, put a copy in its place";
    }
    if (SECRET.contains(withoutEnding(name)) || name.startsWith(".env")) {
      return "never copied: such files hold secrets and conversations";
    }
    if (name.endsWith(".jsonl")) {
      return "never copied: such files hold conversations";
    }
    if (MADE.contains(name)) {
      return "never copied: programs make it anew";
    }
    if (name.startsWith(".")) {
      return "never copied: it is hidden";
    }
    boolean known =
        Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
            || Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    return known ? null : "neither a file nor a folder";
  }

  /** {@code credentials.json} is meant as well; {@code credentials.md} is a page about them. */
  private static String withoutEnding(String name) {
    return name.replaceFirst("(?<=.)\\.(json|ya?ml|toml|txt|db|sqlite)$", "");
  }
}
