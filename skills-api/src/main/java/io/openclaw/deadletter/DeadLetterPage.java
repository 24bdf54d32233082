package io.openclaw.deadletter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list of dead letters, newest first.
 *
 * @param next the cursor that the next part is asked for with; null where there is nothing more
 */
public record DeadLetterPage(List<DeadLetterSummary> letters, @Nullable String next) {
  public DeadLetterPage {
    letters = List.copyOf(letters);
  }
}
