package io.openclaw.worker.skill.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.skill.process.Running;
import io.openclaw.worker.skill.protocol.BoundedLines;
import io.openclaw.worker.skill.protocol.Peer.Ending;
import io.openclaw.worker.skill.protocol.Tail;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server's process, a message a line, and the three threads that talk with it, so that the thread
 * of the call never blocks on a pipe. Closing it leaves nothing running.
 */
final class StdioWire implements Wire {
  private static final Duration GLANCE = Duration.ofMillis(200);

  /** How long the last words of a process that has ended may take to be read. */
  private static final Duration SETTLE = Duration.ofSeconds(5);

  /** A server has to end when its input ends; one that has not by then is told so. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Running running;
  private final Process process;
  private final long maxLine;
  private final Duration killGrace;
  private final Tail standardError = new Tail();

  // One at a time: a message may be as large as a line, and a process that talks faster than it is
  // heard has to wait.
  private final BlockingQueue<Incoming> incoming = new ArrayBlockingQueue<>(1);
  private final BlockingQueue<Outgoing> outgoing = new LinkedBlockingQueue<>();
  private final List<Thread> pumps;

  /** Why nothing is sent any more; null: it is. */
  private volatile @Nullable Refusal deaf;

  /**
   * @param message null: the input is to be closed
   */
  private record Outgoing(@Nullable ObjectNode message, CompletableFuture<Void> taken) {}

  private StdioWire(Running running, long maxLine, Duration killGrace) {
    this.running = running;
    this.process = running.process();
    this.maxLine = maxLine;
    this.killGrace = killGrace;
    String name = "mcp-" + process.pid();
    this.pumps =
        List.of(
            Thread.ofVirtual().name(name + "-in").unstarted(this::write),
            Thread.ofVirtual().name(name + "-out").unstarted(this::read),
            Thread.ofVirtual().name(name + "-err").unstarted(this::drain));
  }

  /** Talks with a process that has just been started, and is ended with it. */
  static StdioWire begin(Running running, long maxLine, Duration killGrace) {
    StdioWire wire = new StdioWire(running, maxLine, killGrace);
    wire.pumps.forEach(Thread::start);
    return wire;
  }

  @Override
  public CompletableFuture<Void> send(ObjectNode message) {
    CompletableFuture<Void> taken = new CompletableFuture<>();
    outgoing.add(new Outgoing(message, taken));
    Refusal why = deaf;
    if (why != null) {
      refuseAll(why);
    }
    return taken;
  }

  @Override
  public @Nullable Incoming next(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    long settled = Long.MAX_VALUE;
    while (true) {
      long now = System.nanoTime();
      if (settled == Long.MAX_VALUE && !process.isAlive()) {
        settled = now + SETTLE.toNanos();
      }
      Incoming message =
          incoming.poll(
              Math.max(0, Math.min(deadline - now, GLANCE.toNanos())), TimeUnit.NANOSECONDS);
      if (message != null) {
        return message;
      }
      if (now >= settled) {
        return new Incoming.Lost(ending());
      }
      if (now >= deadline) {
        return null;
      }
    }
  }

  @Override
  public void agreed(String version) {
    // Nothing to repeat with each message.
  }

  @Override
  public List<String> asides() {
    return standardError.lines();
  }

  @Override
  public void close() {
    try {
      if (process.isAlive()) {
        outgoing.add(new Outgoing(null, new CompletableFuture<>()));
        process.waitFor(PATIENCE.compareTo(killGrace) < 0 ? PATIENCE : killGrace);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  private void end() {
    try {
      running.end(killGrace);
    } finally {
      pumps.forEach(Thread::interrupt);
    }
  }

  private Refusal ending() {
    Ending ending = running.ending(killGrace);
    return new Refusal(ending.code(), ending.why());
  }

  private void write() {
    Outgoing next = null;
    try (OutputStream in = process.getOutputStream()) {
      next = outgoing.take();
      for (ObjectNode message = next.message(); message != null; message = next.message()) {
        in.write(Messages.bytes(message));
        in.write('\n');
        in.flush();
        next.taken().complete(null);
        next = outgoing.take();
      }
    } catch (IOException e) {
      standardError.note("the server could not be written to: " + e.getMessage());
      Refusal why = deafness();
      deaf = why;
      if (next != null) {
        next.taken().completeExceptionally(why);
      }
      refuseAll(why);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Its end tells more than that it does not listen. */
  private Refusal deafness() {
    return running.endsByItself(killGrace)
        ? ending()
        : new Refusal(FailureCode.SKILL_CRASHED, "it does not read any more");
  }

  private void refuseAll(Refusal why) {
    for (Outgoing next = outgoing.poll(); next != null; next = outgoing.poll()) {
      next.taken().completeExceptionally(why);
    }
  }

  private void read() {
    try {
      BoundedLines lines = new BoundedLines(process.getInputStream(), maxLine);
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        incoming.put(new Incoming.Message(Messages.read(line)));
      }
      give(ending());
    } catch (Refusal e) {
      give(e);
    } catch (BoundedLines.TooLong e) {
      give(new Refusal(FailureCode.OUTPUT_TOO_LARGE, "a message is longer than " + maxLine));
    } catch (IOException e) {
      give(ending());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void give(Refusal last) {
    try {
      incoming.put(new Incoming.Lost(last));
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
