package io.openclaw.orchestrator.support;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Lets a worker be heard, as often as a real one, until it is closed. */
public final class Beats implements AutoCloseable {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  public Beats(FakeWorker worker) {
    ScheduledFuture<?> _ = timer.scheduleAtFixedRate(worker::beat, 0, 1, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
