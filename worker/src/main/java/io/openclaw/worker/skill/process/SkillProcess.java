package io.openclaw.worker.skill.process;

import io.openclaw.worker.skill.protocol.BoundedLines;
import io.openclaw.worker.skill.protocol.Peer;
import io.openclaw.worker.skill.protocol.RunnerMessage;
import io.openclaw.worker.skill.protocol.Tail;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A skill's process and the threads that talk with it, so that the thread of the call never blocks
 * on a pipe and can be interrupted. It is given one call, at once or later. Closing it leaves
 * nothing running.
 */
final class SkillProcess implements Peer, AutoCloseable {
  private static final Duration GLANCE = Duration.ofMillis(200);

  /** How long the last words of a process that has ended may take to be read. */
  private static final Duration SETTLE = Duration.ofSeconds(5);

  private final Running running;
  private final Process process;
  private final Duration killGrace;
  private final Tail standardError = new Tail();

  // One at a time: a message may be as large as a line, and a process that talks faster than it is
  // heard has to wait.
  private final BlockingQueue<RunnerMessage> messages = new ArrayBlockingQueue<>(1);
  private final List<Thread> pumps = new CopyOnWriteArrayList<>();
  private volatile String callId = "";

  private SkillProcess(Running running, Duration killGrace) {
    this.running = running;
    this.process = running.process();
    this.killGrace = killGrace;
  }

  /**
   * Begins to listen to a process that has just been started.
   *
   * @param running is ended with it
   * @param maxLine longest line that it may write
   */
  static SkillProcess begin(Running running, long maxLine, Duration killGrace) {
    SkillProcess begun = new SkillProcess(running, killGrace);
    begun.pump("out", () -> begun.read(maxLine));
    begun.pump("err", begun::drain);
    return begun;
  }

  /** Gives it its call, the only one. */
  void give(String id, byte[] message) {
    callId = id;
    running.watch().wake();
    pump("in", () -> write(message));
  }

  /** Whether it has got so far that it waits for its call. */
  boolean isReady(Duration patience) throws InterruptedException {
    return next(patience) instanceof RunnerMessage.Ready;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Lets it wait for its call.
   *
   * @return bytes that its processes have in memory
   */
  long rest() {
    return running.watch().rest();
  }

  private void pump(String name, Runnable work) {
    String thread = "skill-" + process.pid() + "-" + name;
    pumps.add(Thread.ofVirtual().name(thread).start(work));
  }

  @Override
  public @Nullable RunnerMessage next(Duration patience) throws InterruptedException {
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

  @Override
  public boolean endsByItself() {
    return running.endsByItself(killGrace);
  }

  @Override
  public Ending ending() {
    return running.ending(killGrace);
  }

  @Override
  public List<String> standardError() {
    return standardError.lines();
  }

  @Override
  public void close() {
    try {
      running.end(killGrace);
    } finally {
      pumps.forEach(Thread::interrupt);
    }
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
        messages.put(RunnerMessage.parse(line, callId));
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
