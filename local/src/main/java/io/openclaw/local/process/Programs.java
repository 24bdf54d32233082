package io.openclaw.local.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finding and wrapping executables. */
public final class Programs {
  static final File DEV_NULL = new File("/dev/null");

  private static final String SET_SESSION = "use POSIX; POSIX::setsid(); exec @ARGV or die $!";

  private Programs() {}

  /** Where {@code name} lies on the PATH, or null. */
  public static @Nullable Path find(String name) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path file = Path.of(folder.isEmpty() ? "." : folder, name);
      if (Files.isExecutable(file) && !Files.isDirectory(file)) {
        return file;
      }
    }
    return null;
  }

  /**
   * The command in a session of its own with the same process id, so that the terminal's Ctrl-C
   * does not reach it: the launcher ends its processes in order. Linux has {@code setsid}, macOS
   * has Perl.
   */
  public static List<String> inOwnSession(List<String> command) {
    List<String> wrapped = new ArrayList<>();
    Path setsid = find("setsid");
    Path perl = find("perl");
    if (setsid != null) {
      wrapped.add(setsid.toString());
    } else if (perl != null) {
      wrapped.addAll(List.of(perl.toString(), "-e", SET_SESSION));
    } else {
      throw new IllegalStateException("neither setsid (util-linux) nor perl is on the PATH");
    }
    wrapped.addAll(command);
    return wrapped;
  }
}
