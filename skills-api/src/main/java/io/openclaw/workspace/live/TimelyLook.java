package io.openclaw.workspace.live;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Looks at a workspace when somebody relies on what was saved just now, and does not wait for the
 * watch. One look serves all who came before it began, so a burst of requests costs a few looks. A
 * folder that takes long to look at is left to the watch.
 *
 * <p>Safe for several threads; blocks while it looks, and while an edit is read.
 */
public final class TimelyLook {
  private static final Duration CHEAP = Duration.ofMillis(20);

  private final LiveWorkspace workspace;
  private final Clock clock;
  private Instant latest = Instant.MIN;

  /**
   * Has not looked yet.
   *
   * @param clock by which those that ask tell when they came; one that is a bit behind means a look
   *     too few, and the watch finds the edit
   */
  public TimelyLook(LiveWorkspace workspace, Clock clock) {
    this.workspace = requireNonNull(workspace, "workspace is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Puts into force what was saved before a moment, which has passed. */
  public synchronized void seeEditsBefore(Instant moment) {
    if (moment.isBefore(latest) || workspace.lookTime().compareTo(CHEAP) > 0) {
      return;
    }
    latest = clock.instant();
    WorkspaceWatch.look(workspace);
  }
}
