package io.openclaw.workspace.live;

import java.time.Duration;

/**
 * Looks at a workspace again and again, on a virtual thread of its own. Looking, and not being told
 * by the operating system: that works alike on every file system, over the network, and where a
 * cluster swaps the links of a mounted ConfigMap. A look takes a millisecond for a hundred files;
 * for larger folders the pauses grow, so that looking takes a fiftieth of a processor at the most.
 */
public final class WorkspaceWatch implements AutoCloseable {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
  private static final int PAUSE_PER_LOOK = 50;

  private final Thread thread;

  private WorkspaceWatch(LiveWorkspace workspace) {
    this.thread = Thread.ofVirtual().name("workspace-watch").unstarted(() -> watch(workspace));
  }

  /** Begins to look. */
  public static WorkspaceWatch begin(LiveWorkspace workspace) {
    WorkspaceWatch watch = new WorkspaceWatch(workspace);
    watch.thread.start();
    return watch;
  }

  /** Looks no more; a look under way is interrupted. */
  @Override
  public void close() {
    thread.interrupt();
  }

  private static void watch(LiveWorkspace workspace) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        look(workspace);
        Thread.sleep(pauseAfter(workspace.lookTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A mistake of the program is told like one that ends a thread, and the next edit is read. */
  static void look(LiveWorkspace workspace) {
    try {
      Reload _ = workspace.refreshIfEdited();
    } catch (RuntimeException e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  static Duration pauseAfter(Duration look) {
    Duration pause = look.multipliedBy(PAUSE_PER_LOOK);
    return pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause;
  }
}
