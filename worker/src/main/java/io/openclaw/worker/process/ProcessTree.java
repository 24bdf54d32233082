package io.openclaw.worker.process;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A process and all that it has started: its descendants, and where it was started with a variable
 * of its own, whatever else has that variable. Used by one thread.
 */
public final class ProcessTree {
  private static final Duration GLANCE = Duration.ofMillis(50);

  private final Set<ProcessHandle> known = new LinkedHashSet<>();
  private final @Nullable String variable;
  private final Predicate<String> isKeeper;

  /**
   * Begins with a process.
   *
   * @param variable {@code NAME=value} in its environment that no other call has; null: none
   */
  public ProcessTree(ProcessHandle root, @Nullable String variable) {
    this(root, variable, program -> false);
  }

  /**
   * Begins with a process in a sandbox.
   *
   * @param isKeeper tells the sandbox's own programs, which end by themselves after the others;
   *     were they asked to end, the others would be killed
   */
  public ProcessTree(ProcessHandle root, @Nullable String variable, Predicate<String> isKeeper) {
    known.add(root);
    this.variable = variable;
    this.isKeeper = isKeeper;
  }

  /** Ends whatever has a variable, for example because the worker that started it was killed. */
  public static void endAllWith(String variable, Duration grace) {
    ProcessTree tree = new ProcessTree(variable);
    tree.end(grace);
  }

  private ProcessTree(String variable) {
    this.variable = variable;
    this.isKeeper = program -> false;
  }

  private void look() {
    for (ProcessHandle handle : List.copyOf(known)) {
      handle.descendants().forEach(known::add);
    }
    if (variable != null) {
      known.addAll(MarkedProcesses.with(variable));
    }
  }

  /**
   * Ends all of it: asks first, and kills what is still there after the grace time. An interrupt
   * does not shorten it; the thread stays interrupted.
   */
  public void end(Duration grace) {
    look();
    if (alive().isEmpty()) {
      return;
    }
    alive().stream().filter(handle -> !isKeeper(handle)).forEach(ProcessHandle::destroy);
    await(grace);
    look();
    alive().forEach(ProcessHandle::destroyForcibly);
    await(grace);
  }

  private boolean isKeeper(ProcessHandle handle) {
    return handle.info().command().filter(isKeeper).isPresent();
  }

  private void await(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    List<ProcessHandle> left = alive();
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      try {
        exitOf(left).get(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (TimeoutException e) {
        // Looked at below: one that has ended and that nobody collects does not exit.
      } catch (ExecutionException e) {
        throw new IllegalStateException("cannot wait for a process", e);
      }
      left = alive();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static CompletableFuture<Void> exitOf(List<ProcessHandle> handles) {
    return CompletableFuture.allOf(
        handles.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
  }

  /** An ended process that its parent has not collected is a zombie: there, but without command. */
  private List<ProcessHandle> alive() {
    return known.stream()
        .filter(handle -> handle.isAlive() && handle.info().command().isPresent())
        .toList();
  }
}
