package io.openclaw.workspace.live;

import io.openclaw.workspace.WorkspaceContent;
import java.io.IOException;
import java.time.Duration;

/**
 * The version that another service has in force. That service may start at the same time, so it is
 * asked until it answers.
 */
@FunctionalInterface
public interface VersionElsewhere {
  /** Between two times of asking. */
  Duration PAUSE = Duration.ofMillis(250);

  /**
   * Asks once.
   *
   * @throws IOException where there is no answer now
   */
  WorkspaceContent get() throws IOException, InterruptedException;

  /**
   * Asks until there is an answer, but not for longer than that; nor when the process is ended,
   * which otherwise waits for a start that is under way.
   *
   * @throws IOException why the last answer did not come
   */
  default WorkspaceContent await(Duration patience) throws IOException, InterruptedException {
    Thread ending = new Thread(Thread.currentThread()::interrupt, "no-more-asking");
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      return ask(System.nanoTime() + patience.toNanos());
    } finally {
      remove(ending);
    }
  }

  private WorkspaceContent ask(long end) throws IOException, InterruptedException {
    while (true) {
      try {
        return get();
      } catch (IOException e) {
        if (System.nanoTime() - end > 0) {
          throw e;
        }
      }
      Thread.sleep(PAUSE);
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It runs already.
    }
  }
}
