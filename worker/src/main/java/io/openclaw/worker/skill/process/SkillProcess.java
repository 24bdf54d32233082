package io.openclaw.worker.skill.process;

import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.process.ProcessTree;
import io.openclaw.worker.sandbox.Watchdog.Watch;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.protocol.BoundedLines;
import io.openclaw.worker.skill.protocol.CallMessage;
import io.openclaw.worker.skill.protocol.Peer;
import io.openclaw.worker.skill.protocol.RunnerMessage;
import io.openclaw.worker.skill.protocol.Tail;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
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
final class SkillProcess implements Peer, AutoCloseable {
  private static final Duration GLANCE = Duration.ofMillis(200);

  /** How long the last words of a process that has ended may take to be read. */
  private static final Duration SETTLE = Duration.ofSeconds(5);

  /** The kernel's signal for a process that is out of processor time. */
  private static final int SIGXCPU = 24;

  private final Process process;
  private final ProcessTree tree;
  private final Watch watch;
  private final Duration killGrace;
  private final Tail standardError = new Tail();

  // One at a time: a message may be as large as a line, and a process that talks faster than it is
  // heard has to wait.
  private final BlockingQueue<RunnerMessage> messages = new ArrayBlockingQueue<>(1);
  private final List<Thread> pumps;

  private SkillProcess(
      Process process, ProcessTree tree, Watch watch, Talk talk, Duration killGrace) {
    this.process = process;
    this.tree = tree;
    this.watch = watch;
    this.killGrace = killGrace;
    byte[] message = CallMessage.of(talk.call(), talk.home());
    String name = "skill-" + process.pid();
    this.pumps =
        List.of(
            Thread.ofVirtual().name(name + "-in").unstarted(() -> write(message)),
            Thread.ofVirtual().name(name + "-out").unstarted(() -> read(talk)),
            Thread.ofVirtual().name(name + "-err").unstarted(this::drain));
  }

  /**
   * What is said to it, and what it may answer.
   *
   * @param home its home
   * @param maxLine longest line that it may write
   */
  record Talk(SkillCall call, Path home, long maxLine) {}

  /**
   * Hands a process that has just been started its call.
   *
   * @param tree all that has to end with the call
   * @param watch keeps it within its limits; closed with it
   */
  static SkillProcess begin(
      Process process, ProcessTree tree, Watch watch, Talk talk, Duration killGrace) {
    SkillProcess begun = new SkillProcess(process, tree, watch, talk, killGrace);
    begun.pumps.forEach(Thread::start);
    return begun;
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
    try {
      return process.waitFor(killGrace);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public Ending ending() {
    boolean isOutOfTime = endsByItself() && process.exitValue() == 128 + SIGXCPU;
    String breach = isOutOfTime ? "it took more processor time than it may" : watch.breach();
    if (breach != null) {
      return new Ending(FailureCode.LIMIT_EXCEEDED, breach);
    }
    if (!endsByItself()) {
      return new Ending(FailureCode.SKILL_CRASHED, "it closed its output and went on");
    }
    int status = process.exitValue();
    String how = status > 128 ? "killed by signal " + (status - 128) : "exit status " + status;
    return new Ending(FailureCode.SKILL_CRASHED, how);
  }

  @Override
  public List<String> standardError() {
    return standardError.lines();
  }

  @Override
  public void close() {
    try {
      tree.end(killGrace);
    } finally {
      watch.close();
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

  private void read(Talk talk) {
    try {
      BoundedLines lines = new BoundedLines(process.getInputStream(), talk.maxLine());
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        messages.put(RunnerMessage.parse(line, talk.call().callId()));
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
