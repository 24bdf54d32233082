package io.openclaw.worker.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is done within a sandbox before its command takes over. */
final class Prologue {
  private final StringBuilder script = new StringBuilder();

  /**
   * Bounds the processes and threads. Within the sandbox's user namespace the kernel counts what
   * runs there; outside it would count all that the worker's user runs.
   *
   * @param most null: something else bounds them
   */
  Prologue bound(@Nullable Integer most) {
    if (most != null) {
      // One letter in bash, another one in dash and BusyBox.
      script.append("ulimit -u %1$d 2>/dev/null || ulimit -p %1$d || exit 125\n".formatted(most));
    }
    return this;
  }

  /**
   * Looks whether what was bound there is what was granted. Bubblewrap follows links where it
   * binds: a skill that may write to a folder around a granted one could put a link in its place
   * just before.
   *
   * @param pinned what has to be there, with device and number
   */
  Prologue check(Map<Path, String> pinned) {
    if (!pinned.isEmpty()) {
      Map<Path, String> inOrder = new TreeMap<>(pinned);
      StringBuilder paths = new StringBuilder();
      inOrder.keySet().forEach(path -> paths.append(' ').append(quoted(path.toString())));
      script.append(
          """
          if [ "$(/usr/bin/stat -c %%d:%%i --%s)" != %s ]; then
            echo 'a granted file or folder was replaced while the sandbox was made' >&2
            exit 126
          fi
          """
              .formatted(paths, quoted(String.join("\n", inOrder.values()))));
    }
    return this;
  }

  /** The command with all of it before. */
  List<String> before(List<String> command) {
    if (script.isEmpty()) {
      return command;
    }
    List<String> line =
        new ArrayList<>(List.of("/bin/sh", "-c", script + "exec \"$@\"", "sandbox"));
    line.addAll(command);
    return line;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
