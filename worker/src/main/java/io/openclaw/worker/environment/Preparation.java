package io.openclaw.worker.environment;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Making one set of requirements ready. At most one try is under way; whoever needs it meanwhile
 * waits for the same one. Thread-safe.
 */
final class Preparation {
  private static final Logger LOG = Logger.getLogger(Preparation.class);

  private final Task task;
  private final Executor executor;
  private final List<Consumer<String>> watchers = new CopyOnWriteArrayList<>();
  private volatile @Nullable String doing;
  private @Nullable CompletableFuture<Readiness> current;

  Preparation(Task task, Executor executor) {
    this.task = task;
    this.executor = executor;
  }

  /** One try. */
  interface Task {
    Readiness run(Consumer<String> progress);
  }

  /** Where it stands; what has not begun yet is about to. */
  synchronized Readiness state() {
    Readiness preparing = new Readiness.Preparing();
    return current == null ? preparing : current.getNow(preparing);
  }

  /** Starts a try unless one is under way or has worked. */
  void begin() {
    CompletableFuture<Readiness> _ = begun();
  }

  private synchronized CompletableFuture<Readiness> begun() {
    if (current == null || current.getNow(null) instanceof Readiness.NotReady) {
      doing = null;
      current = CompletableFuture.supplyAsync(this::attempt, executor);
    }
    return current;
  }

  /** A fault of the worker's is a reason like others: the next need tries again. */
  private Readiness attempt() {
    try {
      return task.run(this::tell);
    } catch (RuntimeException e) {
      LOG.error("Preparing failed unexpectedly.", e);
      return new Readiness.NotReady("preparing failed unexpectedly: " + e);
    }
  }

  /**
   * Waits until it is ready or known not to be. After a try that failed, this starts another one.
   *
   * @param watcher is told what is done meanwhile
   */
  Readiness await(Consumer<String> watcher) throws InterruptedException {
    CompletableFuture<Readiness> attempt = begun();
    watchers.add(watcher);
    try {
      String latest = doing;
      if (latest != null && !attempt.isDone()) {
        watcher.accept(latest);
      }
      return attempt.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("preparing failed unexpectedly", e);
    } finally {
      watchers.remove(watcher);
    }
  }

  private void tell(String line) {
    doing = line;
    watchers.forEach(watcher -> watcher.accept(line));
  }
}
