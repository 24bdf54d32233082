package io.openclaw.local.stack;

import io.openclaw.local.process.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the skills that are processes will find a sandbox, before the first of them needs one.
 */
final class SandboxCheck {
  private static final String OTHERWISE =
      " (or set OPENCLAW_SANDBOX=off, to run them with all your rights)";

  private SandboxCheck() {}

  /** What is missing and what to do; null when all is well. */
  static @Nullable String trouble(Map<String, String> environment) {
    if (environment.getOrDefault("OPENCLAW_SANDBOX", "on").equalsIgnoreCase("off")) {
      return "the sandbox is off: skills run with all your rights";
    }
    if (!System.getProperty("os.name").equals("Linux")) {
      return "there is a sandbox on Linux only: skills will not run" + OTHERWISE;
    }
    Path program = Programs.find("bwrap");
    if (program == null) {
      return "bubblewrap was not found: skills will not run until the package bubblewrap is installed"
          + OTHERWISE;
    }
    return works(program)
        ? null
        : "bubblewrap does not work here: skills will not run; docs/sandbox.md says what it needs"
            + OTHERWISE;
  }

  private static boolean works(Path program) {
    List<String> line =
        List.of(program.toString(), "--unshare-all", "--ro-bind", "/", "/", "--", "true");
    try {
      Process process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
