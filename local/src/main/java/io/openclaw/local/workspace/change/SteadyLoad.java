package io.openclaw.local.workspace.change;

import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.load.WorkspaceLoader;
import java.nio.file.Path;
import java.time.Duration;

/** Reads a workspace when no save is under way in it. */
public final class SteadyLoad {
  /** Longer than anybody takes to save a file. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private SteadyLoad() {}

  /** What is still being written when patience ends is reported as it is. */
  public static LoadResult of(Path root) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    LoadResult result = WorkspaceLoader.load(root);
    while (isBeingWritten(result) && System.nanoTime() < deadline && pause()) {
      result = WorkspaceLoader.load(root);
    }
    return result;
  }

  /** Whether a file was written while the workspace was read. */
  public static boolean isBeingWritten(LoadResult result) {
    return result instanceof LoadResult.Invalid invalid
        && invalid.problems().stream()
            .anyMatch(problem -> problem.code().equals(ProblemCode.FILE_CHANGED.name()));
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
