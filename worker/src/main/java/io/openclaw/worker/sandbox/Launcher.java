package io.openclaw.worker.sandbox;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Starts processes on threads that live as long as the worker. A sandbox ends when the thread that
 * has started it ends, not only when its process does (Linux, {@code PR_SET_PDEATHSIG}), and
 * virtual threads run on threads that come and go. Thread-safe.
 */
final class Launcher {
  private static final int THREADS = 2;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("launch-", 0).factory());

  /** Starts it, as {@link Sandbox#start} says. */
  Process start(ProcessBuilder process) throws IOException {
    Future<Process> starting = threads.submit(process::start);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return starting.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
