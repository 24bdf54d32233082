package io.openclaw.orchestrator.engine;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has been tried so far.
 *
 * @param attempt the newest; 0 before the first
 * @param workerId who has, or had, the newest attempt
 * @param retries attempts made because an earlier one failed
 * @param losses attempts made because a worker was lost; they don't count as retries
 * @param causes why attempts came to nothing, oldest first; the newest in full, the others in
 *     brief, since the history has all in full, and there may be many
 */
public record Tries(
    int attempt, @Nullable String workerId, int retries, int losses, List<Failure> causes) {
  static final Tries NONE = new Tries(0, null, 0, 0, List.of());

  public Tries {
    causes = List.copyOf(causes);
  }

  Tries next() {
    return new Tries(attempt + 1, null, retries, losses, causes);
  }

  Tries by(String worker) {
    return new Tries(attempt, requireNonNull(worker), retries, losses, causes);
  }

  Tries because(Failure cause) {
    return new Tries(attempt, workerId, retries, losses, with(cause));
  }

  Tries retryBecause(Failure cause) {
    return new Tries(attempt, workerId, retries + 1, losses, with(cause));
  }

  Tries lostBecause(Failure cause) {
    return new Tries(attempt, workerId, retries, losses + 1, with(cause));
  }

  private List<Failure> with(Failure cause) {
    List<Failure> all = new ArrayList<>();
    causes.forEach(earlier -> all.add(earlier.brief()));
    all.add(cause);
    return all;
  }
}
