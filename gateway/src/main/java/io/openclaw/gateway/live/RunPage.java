package io.openclaw.gateway.live;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a look at a run's stream found. */
sealed interface RunPage {

  /**
   * There is a stream.
   *
   * @param first its oldest entry
   * @param events those after the point asked for, as many as fit in a page
   * @param next the last entry looked at, skipped ones included; null where there was none
   * @param isFull whether there may be more
   */
  record Entries(FirstEntry first, List<RunEvent> events, @Nullable EntryId next, boolean isFull)
      implements RunPage {
    public Entries {
      requireNonNull(first, "first is null");
      events = List.copyOf(events);
    }

    /** Whether nothing can have been lost between a point and these entries. */
    boolean continues(@Nullable EntryId position) {
      return position == null ? first.beginsTheRun() : first.id().compareTo(position) <= 0;
    }
  }

  /** There is none: not yet, or not any more. */
  record Missing() implements RunPage {}

  /** Redis did not answer. */
  record Unreachable() implements RunPage {}

  /**
   * The oldest entry.
   *
   * @param owner the tenant, where this entry is the one that begins the run
   */
  record FirstEntry(EntryId id, @Nullable String owner) {
    boolean beginsTheRun() {
      return owner != null;
    }
  }
}
