package io.openclaw.worker.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks, within the sandbox and before its command runs, whether what was bound there is what was
 * granted. Bubblewrap follows links where it binds: a skill that may write to a folder around a
 * granted one could put a link in its place just before.
 */
final class MountCheck {
  private MountCheck() {}

  /**
   * The command with the check before it.
   *
   * @param pinned what has to be there, with device and number
   */
  static List<String> before(List<String> command, Map<Path, String> pinned) {
    if (pinned.isEmpty()) {
      return command;
    }
    Map<Path, String> inOrder = new TreeMap<>(pinned);
    StringBuilder paths = new StringBuilder();
    inOrder.keySet().forEach(path -> paths.append(' ').append(quoted(path.toString())));
    String script =
        """
        [ "$(/usr/bin/stat -c %%d:%%i --%s)" = %s ] && exec "$@"
        echo 'a granted file or folder was replaced while the sandbox was made' >&2
        exit 126
        """
            .formatted(paths, quoted(String.join("\n", inOrder.values())));
    List<String> checked = new ArrayList<>(List.of("/bin/sh", "-c", script, "sandbox"));
    checked.addAll(command);
    return checked;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
