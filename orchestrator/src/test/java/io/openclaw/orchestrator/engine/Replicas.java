package io.openclaw.orchestrator.engine;

import static io.openclaw.orchestrator.engine.Rule.holds;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.openclaw.event.EventJson;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Several orchestrators that share a task: each with its own clock, and each may die while it works
 * a batch out, of which nothing is seen then.
 */
final class Replicas {
  /** Of so many moves one is that of an orchestrator that dies over it. */
  private static final int ONE_OF = 120;

  private final Random random;
  private final Set<Object> seen;

  /** By how many milliseconds each one's clock is ahead. */
  private final int[] ahead;

  Replicas(Random random, Set<Object> seen) {
    this.random = random;
    this.seen = seen;
    this.ahead =
        random.nextInt(3) > 0 ? new int[] {0} : new int[] {0, random.nextInt(-5_000, 5_000)};
  }

  /** The clock of whoever is next to move the task. */
  Instant clock(Instant time) {
    return time.plusMillis(ahead[random.nextInt(ahead.length)]);
  }

  boolean diesNow() {
    return random.nextInt(ONE_OF) == 0;
  }

  /**
   * One dies with what it has made of a batch; another one reads what is committed.
   *
   * @return the state as it is read
   */
  TaskState diesOver(List<TaskInput> batch, TaskState committed, Instant now) {
    seen.add("died over a batch");
    String before = written(committed);
    TaskState uncommitted = committed;
    for (TaskInput input : batch) {
      uncommitted = TaskEngine.transition(uncommitted, input, now, random.nextDouble()).state();
    }
    holds(written(committed).equals(before), "a move leaves alone what it begins with", committed);
    TaskState read = read(before);
    holds(read.equals(committed), "what is written is read again", committed);
    return read;
  }

  private static String written(TaskState state) {
    try {
      return EventJson.mapper().writeValueAsString(state);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static TaskState read(String json) {
    try {
      return EventJson.mapper().readValue(json, TaskState.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
