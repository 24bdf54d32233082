package io.openclaw.gateway.ws;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.openclaw.gateway.GatewayConfig;
import io.openclaw.gateway.live.RunEvent;
import io.openclaw.gateway.live.RunWatch;
import io.openclaw.gateway.problem.ProblemCode;
import io.openclaw.gateway.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The tasks that one connection watches. Each has a virtual thread that moves events from its watch
 * to the connection, one at a time, so that no more than one waits for a client that is slow.
 *
 * <p>A watch can take seconds to open, and its client can leave meanwhile: after {@link #close}
 * nothing starts any more.
 */
final class Subscriptions implements AutoCloseable {
  static final String TASK_EVENT = "task";

  /** Says that a subscription has ended early, and why. */
  static final String TASK_ERROR_EVENT = "task.error";

  private static final Logger LOG = Logger.getLogger(Subscriptions.class);

  private final Outbox outbox;
  private final ExecutorService virtualThreads;
  private final GatewayConfig.Gateway settings;
  private final Map<UUID, Future<?>> pumps = new ConcurrentHashMap<>();

  // Guarded by this; a task as often as it is being opened.
  private final List<UUID> opening = new ArrayList<>();
  private boolean isClosed;

  /** An event of a run as the protocol carries it. */
  @RegisterForReflection
  private record TaskPayload(UUID taskId, String id, @JsonRawValue String event) {}

  @RegisterForReflection
  private record TaskErrorPayload(UUID taskId, WireError error) {}

  Subscriptions(Outbox outbox, ExecutorService virtualThreads, GatewayConfig.Gateway settings) {
    this.outbox = outbox;
    this.virtualThreads = virtualThreads;
    this.settings = settings;
  }

  /** To be asked before a watch is opened, which is then started or given up. */
  synchronized void takeRoom(UUID task) {
    int max = settings.websocket().maxSubscriptions();
    Set<UUID> all = new HashSet<>(pumps.keySet());
    all.addAll(opening);
    all.add(task);
    if (all.size() > max) {
      throw ProblemException.of(
          ProblemCode.INVALID_REQUEST, "this connection watches " + max + " tasks already");
    }
    opening.add(task);
  }

  /** No watch comes of it. */
  synchronized void giveUp(UUID task) {
    opening.remove(task);
  }

  /** Begins to send; an earlier subscription to the same task ends. Closes the watch in the end. */
  void start(UUID task, RunWatch watch) {
    FutureTask<?> pump = new FutureTask<>(() -> pump(task, watch), null);
    if (!replace(task, pump)) {
      watch.close();
      return;
    }
    virtualThreads.execute(() -> {
      try (watch) {
        pump.run();
      } finally {
        pumps.remove(task, pump);
      }
    });
  }

  /** False where the connection has ended. */
  private synchronized boolean replace(UUID task, Future<?> pump) {
    opening.remove(task);
    if (isClosed) {
      return false;
    }
    Future<?> earlier = pumps.put(task, pump);
    if (earlier != null) {
      earlier.cancel(true);
    }
    return true;
  }

  /** Whether there was one to stop. */
  boolean stop(UUID task) {
    Future<?> pump = pumps.remove(task);
    return pump != null && pump.cancel(true);
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    pumps.keySet().forEach(this::stop);
  }

  private void pump(UUID task, RunWatch watch) {
    try {
      while (!watch.isOver()) {
        for (RunEvent event : watch.next(settings.live().keepAlive())) {
          send(task, event);
        }
      }
    } catch (InterruptedException e) {
      LOG.debugf("subscription ended taskId=%s", task);
    } catch (TimeoutException e) {
      outbox.dropSlowClient();
    } catch (ExecutionException e) {
      LOG.debugf("client is gone taskId=%s", task);
    } catch (RuntimeException e) {
      outbox.post(TASK_ERROR_EVENT, new TaskErrorPayload(task, WireError.of(e)));
    }
  }

  private void send(UUID task, RunEvent event)
      throws InterruptedException, ExecutionException, TimeoutException {
    outbox
        .send(TASK_EVENT, new TaskPayload(task, event.id(), event.json()))
        .get(settings.live().slowClientTimeout().toMillis(), TimeUnit.MILLISECONDS);
  }
}
