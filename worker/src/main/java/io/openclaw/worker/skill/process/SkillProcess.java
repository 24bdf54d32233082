package io.openclaw.worker.skill.process;

import io.openclaw.worker.process.ProcessTree;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A skill's process and the three threads that talk with it, so that the thread of the call never
 * blocks on a pipe and can be interrupted. Closing it leaves nothing running.
 */
final class SkillProcess implements AutoCloseable {
  private static final Duration GLANCE = Duration.ofMillis(200);

  /** How long the last words of a process that has ended may take to be read. */
  private static final Duration SETTLE = Duration.ofSeconds(5);

  private final Process process;
  private final ProcessTree tree;
  private final Duration killGrace;
  private final Tail standardError = new Tail();

  // One at a time: a message may be as large as a line, and a process that talks faster than it is
  // heard has to wait.
  private final BlockingQueue<RunnerMessage> messages = new ArrayBlockingQueue<>(1);
  private final List<Thread> pumps;

  private SkillProcess(
      Process process, String variable, byte[] call, long maxLine, Duration killGrace) {
    this.process = process;
    this.tree = new ProcessTree(process.toHandle(), variable);
    this.killGrace = killGrace;
    String name = "skill-" + process.pid();
    this.pumps =
        List.of(
            Thread.ofVirtual().name(name + "-in").unstarted(() -> write(call)),
            Thread.ofVirtual().name(name + "-out").unstarted(() -> read(maxLine)),
            Thread.ofVirtual().name(name + "-err").unstarted(this::drain));
  }

  /**
   * Starts it and hands it the call.
   *
   * @param variable {@code NAME=value} in its environment that no other call has
   * @param maxLine longest line that it may write
   * @throws IOException when it can't be started
   */
  static SkillProcess start(
      ProcessBuilder launch, String variable, byte[] call, long maxLine, Duration killGrace)
      throws IOException {
    SkillProcess started = new SkillProcess(launch.start(), variable, call, maxLine, killGrace);
    started.pumps.forEach(Thread::start);
    return started;
  }

  /** The next message; null when none came in time. */
  @Nullable RunnerMessage next(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    long settled = Long.MAX_VALUE;
    while (true) {
      if (settled == Long.MAX_VALUE && !process.isAlive()) {
        settled = System.nanoTime() + SETTLE.toNanos();
      }
      long now = System.nanoTime();
      RunnerMessage message =
          messages.poll(Math.min(deadline - now, GLANCE.toNanos()), TimeUnit.NANOSECONDS);
      if (message != null) {
        return message;
      }
      if (now >= settled) {
        // What it started holds the pipe open; nobody is left to write the answer.
        return new RunnerMessage.End();
      }
      if (now >= deadline) {
        return null;
      }
    }
  }

  /** Whether it ends by itself, soon; asked once it has answered or closed its output. */
  boolean endsByItself() {
    try {
      return process.waitFor(killGrace);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How it ended without an answer, for a message. */
  String ending() {
    if (!endsByItself()) {
      return "it closed its output and went on";
    }
    int status = process.exitValue();
    return status > 128 ? "killed by signal " + (status - 128) : "exit status " + status;
  }

  /** The last lines of its standard error. */
  List<String> standardError() {
    return standardError.lines();
  }

  @Override
  public void close() {
    tree.end(killGrace);
    pumps.forEach(Thread::interrupt);
  }

  private void write(byte[] call) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(call);
      in.write('\n');
    } catch (IOException e) {
      // It ended before it had read the call; its end tells more than this.
      standardError.note("the call could not be written: " + e.getMessage());
    }
  }

  private void read(long maxLine) {
    try {
      BoundedLines lines = new BoundedLines(process.getInputStream(), maxLine);
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        messages.put(RunnerMessage.parse(line));
      }
      messages.put(new RunnerMessage.End());
    } catch (BoundedLines.TooLong e) {
      give(new RunnerMessage.TooLong(e.toString()));
    } catch (IOException e) {
      give(new RunnerMessage.End());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void give(RunnerMessage last) {
    try {
      messages.put(last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drain() {
    try {
      standardError.drain(process.getErrorStream());
    } catch (IOException e) {
      standardError.note("standard error could not be read: " + e.getMessage());
    }
  }
}
