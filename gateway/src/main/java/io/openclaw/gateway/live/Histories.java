package io.openclaw.gateway.live;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What is known of the recorded histories of watched runs, so that only what is new is read. All of
 * them together have a size; above it, those go that were not asked for for the longest time, and
 * are read from their beginning when they are. From any thread.
 */
final class Histories {
  private static final float LOAD_FACTOR = 0.75f;

  /** Of an event, beside its text: objects and references. */
  private static final int EVENT = 200;

  private final long room;
  private final LinkedHashMap<UUID, History> kept = new LinkedHashMap<>(16, LOAD_FACTOR, true);
  private long size;

  /**
   * A run's recorded events, oldest first.
   *
   * @param seq number of the last one that was read, which may be none that clients get
   * @param size about as many bytes as it takes
   */
  record History(List<RunEvent> events, long seq, long size) {
    static final History NONE = new History(List.of(), 0, 0);

    History {
      events = List.copyOf(events);
    }

    /**
     * With more of them.
     *
     * @param last number of the last one that was read
     */
    History plus(List<RunEvent> more, long last) {
      if (more.isEmpty()) {
        return new History(events, last, size);
      }
      List<RunEvent> longer = new ArrayList<>(events);
      longer.addAll(more);
      return new History(longer, last, size + more.stream().mapToLong(History::size).sum());
    }

    private static long size(RunEvent event) {
      return (long) EVENT + event.json().length();
    }
  }

  /**
   * @param room in bytes
   */
  Histories(long room) {
    this.room = room;
  }

  /** As it was kept; none where it was not, or not for so long. */
  synchronized History get(UUID task) {
    return kept.getOrDefault(task, History.NONE);
  }

  /** One that is larger than all may be is not kept. */
  synchronized void keep(UUID task, History history) {
    forget(task);
    if (history.size() <= room) {
      kept.put(task, history);
      size += history.size();
      makeRoom();
    }
  }

  /** Nobody watches the run any more. */
  synchronized void forget(UUID task) {
    History gone = kept.remove(task);
    size -= gone == null ? 0 : gone.size();
  }

  /** In bytes, about. */
  synchronized long size() {
    return size;
  }

  private void makeRoom() {
    Iterator<Map.Entry<UUID, History>> oldest = kept.entrySet().iterator();
    while (size > room) {
      size -= oldest.next().getValue().size();
      oldest.remove();
    }
  }
}
