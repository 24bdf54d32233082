package io.openclaw.local.process;

import java.io.IOException;
import java.util.List;

/** Signals beyond what {@link ProcessHandle} can send. */
public enum Signal {
  /** A clean end; for PostgreSQL this would mean waiting for clients. */
  TERM,
  /** A clean end at once, for PostgreSQL. */
  INT,
  KILL;

  /** Sends it to one process, which need not live any more. */
  public void send(ProcessHandle process) throws InterruptedException {
    switch (this) {
      case TERM -> process.destroy();
      case KILL -> process.destroyForcibly();
      case INT -> {
        if (process.isAlive()) {
          kill(Long.toString(process.pid()));
        }
      }
    }
  }

  /** Sends it to whatever still lives of the process group that {@code leader} began. */
  void sendToGroup(long leader) throws InterruptedException {
    kill("-" + leader);
  }

  private void kill(String target) throws InterruptedException {
    // kill is built into every shell, while /bin/kill may be missing.
    List<String> command =
        List.of("sh", "-c", "kill -s \"$1\" -- \"$2\" 2>/dev/null", "sh", name(), target);
    try {
      // An exit code other than 0 says that there was nobody left to get the signal.
      new ProcessBuilder(command)
          .redirectInput(ProcessBuilder.Redirect.from(Programs.DEV_NULL))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new IllegalStateException("cannot run sh to send " + name() + " to " + target, e);
    }
  }
}
