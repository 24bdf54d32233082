package io.openclaw.orchestrator.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.Conditions.ForEach;
import java.time.Duration;

/**
 * Steps that are done for each element of a list ({@code for_each}): so many at once as they say,
 * and none after one that has failed.
 */
final class Elements {
  private final Settling settling;
  private final Closing closing;
  private final Wiring wiring;
  private final Room room;
  private final Journal journal;
  private final Duration paused;

  Elements(
      Settling settling,
      Closing closing,
      Wiring wiring,
      Room room,
      Journal journal,
      Duration paused) {
    this.settling = settling;
    this.closing = closing;
    this.wiring = wiring;
    this.room = room;
    this.journal = journal;
    this.paused = paused;
  }

  /** Lays out a step for each element, or fails where there is no such list, or no room for it. */
  void layOut(Node list) {
    JsonNode value = wiring.list(list);
    Integer size = Lists.size(value);
    if (size == null) {
      settling.fail(list, Endings.noList(list, value));
    } else if (size > ForEach.MAX_ELEMENTS) {
      settling.fail(list, Endings.listTooLong(list, size));
    } else if (!room.isForElements(list, size)) {
      settling.fail(list, Endings.tooManyElements(size, room.parts()));
    } else {
      for (int i = 0; i < size; i++) {
        list.children.add(Node.ofElement(list, i));
      }
    }
  }

  /** Brings the elements as far as they can come now, and ends the list where all have ended. */
  void conclude(Node list, Phase.Working working, boolean undoOnly) {
    boolean ends = undoOnly || Flow.fatal(list.children) != null;
    for (Node element : list.children) {
      advance(element, ends);
      ends |= element.isFatal();
    }
    if (!ends) {
      begin(list);
    }
    Node fatal = Flow.fatal(list.children);
    if (fatal != null) {
      list.children.forEach(closing::closeUnlessUndoing);
    }
    settling.concludeChildren(list, working, fatal == null ? null : Endings.stepFailed(fatal));
  }

  private void advance(Node element, boolean undoOnly) {
    if (element.phase instanceof Phase.Working working) {
      settling.conclude(element, working, undoOnly);
    }
  }

  private void begin(Node list) {
    ForEach forEach = list.step.conditions().forEach();
    int most = forEach == null ? 1 : forEach.maxConcurrent();
    for (Node element : list.children) {
      if (element.phase instanceof Phase.Waiting waiting) {
        if (underWay(list) >= most || Flow.fatal(list.children) != null || journal.putOff()) {
          return;
        }
        settling.begin(element, waiting.begin(journal.now, paused));
      }
    }
  }

  private static long underWay(Node list) {
    return list.children.stream().filter(child -> child.phase instanceof Phase.Working).count();
  }
}
