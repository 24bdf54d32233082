package io.openclaw.worker.step;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The places for steps: so many for each agent, and so many for all together. Thread-safe. */
final class StepRooms {
  private final StepLimits limits;
  private final Room process;
  private final Map<String, Room> byAgent = new ConcurrentHashMap<>();
  private volatile boolean closed;

  StepRooms(StepLimits limits) {
    this.limits = limits;
    this.process = new Room(limits::process);
  }

  /**
   * Waits for a place of the agent, and then for one of the process: a full agent keeps none from
   * the others.
   *
   * @return false when the rooms were closed first, and then there is no place to leave
   */
  boolean enter(String agentId) throws InterruptedException {
    Room own = of(agentId);
    if (!own.enter()) {
      return false;
    }
    boolean entered = false;
    try {
      entered = process.enter();
      return entered;
    } finally {
      if (!entered) {
        own.leave();
      }
    }
  }

  void leave(String agentId) {
    process.leave();
    of(agentId).leave();
  }

  /** How many places of the agent are taken. */
  int inside(String agentId) {
    return of(agentId).inside();
  }

  /** Looks at the limits again. */
  void look() {
    process.look();
    byAgent.values().forEach(Room::look);
  }

  /** Lets nobody in any more. */
  void close() {
    closed = true;
    process.close();
    byAgent.values().forEach(Room::close);
  }

  private Room of(String agentId) {
    Room room = byAgent.computeIfAbsent(agentId, id -> new Room(() -> limits.of(id)));
    if (closed) {
      room.close();
    }
    return room;
  }
}
