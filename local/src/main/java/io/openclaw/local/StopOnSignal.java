package io.openclaw.local;

import io.openclaw.local.stack.Supervisor;
import java.io.IOException;
import java.nio.file.Files;

/**
 * Ends the stack in order when the launcher is told to end. The exit code is the signal's (130 for
 * Ctrl-C, 143 for SIGTERM), and 0 where {@code ./openclaw down} asked for it.
 */
final class StopOnSignal {
  private StopOnSignal() {}

  static void install(Context context, Supervisor supervisor) throws IOException {
    // One that a launcher that died has left would make an interruption look like a wish.
    Files.deleteIfExists(context.home().stopRequest());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(context, supervisor), "stop"));
  }

  private static void stop(Context context, Supervisor supervisor) {
    try {
      supervisor.stop();
      if (Files.deleteIfExists(context.home().stopRequest())) {
        context.terminal().out().flush();
        Runtime.getRuntime().halt(ExitCode.OK);
      }
    } catch (InterruptedException | IOException e) {
      context.complain("could not stop cleanly: " + e);
    }
  }
}
