package io.openclaw.orchestrator.store;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long somebody waits for the database. The work itself is never cancelled: it goes on, and
 * gives back what it has taken when its answer comes, however late. Cancelled, it would not.
 */
public record Patience(Duration longest) {

  /**
   * Blocks until it is done.
   *
   * @throws CompletionException where it is not done in time; the cause is a {@link
   *     TimeoutException}
   */
  public <T> T await(Uni<T> work) {
    try {
      return work.subscribeAsCompletionStage().get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new CompletionException(e.getCause());
    } catch (TimeoutException e) {
      throw new CompletionException("the database has not answered within " + longest, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }
}
