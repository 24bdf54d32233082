package io.openclaw.orchestrator.schedule;

import io.openclaw.orchestrator.workspace.ActiveWorkspace;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether this replica knows the newest edit of the schedules. Replicas see an edit one after the
 * other; in between, one that still has the version before would undo what the edit has begun.
 */
@ApplicationScoped
class Precedence {
  /** By then a replica has seen an edit, or the edit was undone by somebody who is gone. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final ActiveWorkspace workspace;
  private final Clock clock;
  private volatile @Nullable Instant behindSince;

  Precedence(ActiveWorkspace workspace, Clock clock) {
    this.workspace = workspace;
    this.clock = clock;
  }

  /** Whether its schedules count. In a transaction. */
  Uni<Boolean> isGiven() {
    return workspace.isNewest().chain(newest -> newest ? given() : behind());
  }

  private Uni<Boolean> given() {
    behindSince = null;
    return Uni.createFrom().item(true);
  }

  private Uni<Boolean> behind() {
    Instant now = clock.instant();
    Instant since = behindSince;
    if (since == null) {
      behindSince = now;
    } else if (now.isAfter(since.plus(LONGEST))) {
      return workspace.putIntoForceAgain().replaceWith(false);
    }
    return Uni.createFrom().item(false);
  }
}
