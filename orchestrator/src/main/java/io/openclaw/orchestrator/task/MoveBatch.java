package io.openclaw.orchestrator.task;

import io.openclaw.event.TaskCommand.SubmitTask;
import io.openclaw.orchestrator.engine.Decision;
import io.openclaw.orchestrator.engine.Request;
import io.openclaw.orchestrator.engine.TaskEngine;
import io.openclaw.orchestrator.engine.TaskInput;
import io.openclaw.orchestrator.engine.TaskState;
import io.openclaw.orchestrator.message.Fault;
import io.openclaw.orchestrator.message.UnusableMessageException;
import io.openclaw.orchestrator.route.Planning;
import io.openclaw.orchestrator.store.StoredTask;
import io.openclaw.orchestrator.store.TaskEntry;
import io.openclaw.orchestrator.store.TaskLedger.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Works out what a batch of impulses comes to, one after the other, each on what the one before it
 * has left of its task. An impulse that nothing can be made of spoils no other. Used once, by one
 * thread.
 */
final class MoveBatch {
  private static final Logger LOG = Logger.getLogger(MoveBatch.class);

  /**
   * States and orders that one statement writes, about, in characters; the last move may be beyond
   * it.
   */
  private static final long HEAVIEST = 16L * 1024 * 1024;

  private final Map<UUID, Stored> stored;
  private final Set<String> dealtWith;
  private final Instant now;
  private final DoubleSupplier jitter;
  private final Set<String> messageIds = new LinkedHashSet<>();
  private final Map<UUID, List<Decision>> decisions = new LinkedHashMap<>();
  private final List<Moved.Refused> refused = new ArrayList<>();
  private final List<Impulse> left = new ArrayList<>();
  private boolean dismissesAny;
  private long weight;

  /**
   * @param stored where the tasks stand
   * @param dealtWith ids of messages that are to change nothing any more
   */
  MoveBatch(Map<UUID, Stored> stored, Set<String> dealtWith, Instant now, DoubleSupplier jitter) {
    this.stored = stored;
    this.dealtWith = dealtWith;
    this.now = now;
    this.jitter = jitter;
  }

  /** Once it is heavy, it leaves the others to the next one; and what is about a task not read. */
  void take(Impulse impulse) {
    if (weight >= HEAVIEST || stored.get(impulse.taskId()) instanceof Stored.LeftOut) {
      left.add(impulse);
    } else {
      add(impulse);
    }
  }

  private void add(Impulse impulse) {
    String messageId = impulse.messageId();
    if (messageId != null && (dealtWith.contains(messageId) || messageIds.contains(messageId))) {
      return;
    }
    try {
      Decision decision = decide(impulse, standing(impulse.taskId()));
      dismissesAny |= decision == null || !decision.changed();
      if (decision != null && !decision.isNothing()) {
        List<Decision> moves = decisions.computeIfAbsent(impulse.taskId(), this::begin);
        moves.add(decision);
        weight += decision.weight();
      }
      if (messageId != null) {
        messageIds.add(messageId);
      }
    } catch (RuntimeException e) {
      if (Fault.of(e) != Fault.MESSAGE) {
        LOG.errorf(e, "Input can't be dealt with taskId=%s", impulse.taskId());
      }
      dismissesAny = true;
      refused.add(new Moved.Refused(impulse, e));
    }
  }

  /**
   * Whether something leaves its task as it is: then no version is compared with what is stored.
   */
  boolean dismissesAny() {
    return dismissesAny;
  }

  /** The impulses that are left to the next one, in order. */
  List<Impulse> left() {
    return left;
  }

  /** Of the messages that caused it. */
  Set<String> messageIds() {
    return messageIds;
  }

  List<TaskEntry> entries() {
    List<TaskEntry> entries = new ArrayList<>();
    decisions.forEach((id, moves) -> entries.add(new TaskEntry(before(id), moves)));
    return entries;
  }

  Moved moved() {
    return new Moved(decisions.values().stream().flatMap(List::stream).toList(), refused);
  }

  private List<Decision> begin(UUID id) {
    StoredTask before = before(id);
    weight += before == null ? 0 : before.size();
    return new ArrayList<>();
  }

  private @Nullable Decision decide(Impulse impulse, @Nullable TaskState state) {
    return switch (impulse) {
      case Impulse.Begin begin -> state == null ? begin(begin) : null;
      case Impulse.Happening happening when state == null -> {
        LOG.warnf(
            "Input for a task that does not exist is dropped taskId=%s input=%s",
            happening.taskId(), happening.input().getClass().getSimpleName());
        yield null;
      }
      case Impulse.Happening happening when isForeign(happening, state) -> {
        LOG.warnf(
            "Input for another tenant's task is dropped taskId=%s tenant=%s",
            happening.taskId(), happening.tenant());
        yield null;
      }
      case Impulse.Happening happening -> transition(state, happening.input());
    };
  }

  private static boolean isForeign(Impulse.Happening happening, TaskState state) {
    return happening.tenant() != null && !happening.tenant().equals(state.request().tenant());
  }

  private Decision begin(Impulse.Begin begin) {
    SubmitTask submit = begin.submit();
    Planning planning = begin.planning();
    Request request =
        new Request(
            submit.taskId(),
            submit.tenant(),
            submit.text(),
            submit.agent(),
            submit.inputs(),
            planning.attachments(),
            planning.retryOf(),
            planning.earlierTasks(),
            now);
    weight += request.weight();
    Decision accepted = TaskEngine.accept(request);
    return accepted.followedBy(transition(accepted.state(), planning.input()));
  }

  private Decision transition(TaskState state, TaskInput input) {
    try {
      return TaskEngine.transition(state, input, now, jitter.getAsDouble());
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new UnusableMessageException("the engine refuses it: " + e.getMessage(), e);
    }
  }

  /** As the batch has left it so far. */
  private @Nullable TaskState standing(UUID id) {
    List<Decision> moves = decisions.get(id);
    if (moves != null) {
      return moves.getLast().state();
    }
    StoredTask before = before(id);
    return before == null ? null : before.state();
  }

  private @Nullable StoredTask before(UUID id) {
    return switch (stored.get(id)) {
      case null -> null;
      case Stored.Sound(StoredTask task) -> task;
      case Stored.Broken(var failure) -> throw failure;
      case Stored.LeftOut _ -> throw new IllegalStateException("not read: " + id);
    };
  }
}
