package io.openclaw.gateway.task;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Has a question asked for all who wait for its answer: one round after the other, each for those
 * who came before it began. However many ask, the one that is asked hears one voice. Thread-safe.
 *
 * @param <T> the answer
 */
final class Rounds<T> {
  private final Callable<T> question;
  private @Nullable CompletableFuture<T> next;
  private boolean running;

  /**
   * @param question is asked on a virtual thread; may block
   */
  Rounds(Callable<T> question) {
    this.question = question;
  }

  /** The answer of a round that begins after this call, or what it failed with. */
  synchronized CompletableFuture<T> join() {
    if (next == null) {
      next = new CompletableFuture<>();
    }
    if (!running) {
      running = true;
      Thread.ofVirtual().name("rounds").start(this::run);
    }
    return next.copy();
  }

  private void run() {
    for (CompletableFuture<T> round = begin(); round != null; round = begin()) {
      ask(round);
    }
  }

  /** Whatever becomes of it, nobody waits for its answer afterwards, and the next ones can ask. */
  private void ask(CompletableFuture<T> round) {
    try {
      round.complete(question.call());
    } catch (Throwable e) {
      round.completeExceptionally(e);
    }
  }

  private synchronized @Nullable CompletableFuture<T> begin() {
    CompletableFuture<T> round = next;
    next = null;
    running = round != null;
    return round;
  }
}
