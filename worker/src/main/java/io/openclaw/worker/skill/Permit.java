package io.openclaw.worker.skill;

import io.openclaw.event.Failure;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a call holds while it runs. It is closed once, when nothing of the call runs any more. */
@FunctionalInterface
public interface Permit extends AutoCloseable {

  /** For a call that holds nothing. */
  Permit NOTHING = () -> {};

  /** Completes where the call has to end before its time, with the reason; null: never. */
  default @Nullable CompletableFuture<Failure> withdrawal() {
    return null;
  }

  /** Gives back what the call held; fails in no case. */
  @Override
  void close();
}
