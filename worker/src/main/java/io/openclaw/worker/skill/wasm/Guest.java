package io.openclaw.worker.skill.wasm;

import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.protocol.CallMessage;
import io.openclaw.worker.skill.protocol.Peer;
import io.openclaw.worker.skill.protocol.RunnerMessage;
import io.openclaw.worker.skill.protocol.Surroundings;
import io.openclaw.worker.skill.protocol.Tail;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.wasi.WasiExitException;
import run.endive.wasi.WasiOptions;
import run.endive.wasi.WasiPreview1;
import run.endive.wasm.UnlinkableException;
import run.endive.wasm.WasmModule;

/**
 * One instance of a module, on a thread of its own: a platform thread, since a module that computes
 * would keep a carrier from all virtual ones. Closing it leaves nothing running.
 */
final class Guest implements Peer, AutoCloseable, Lines.Taker {
  private static final Logger LOG = Logger.getLogger(Guest.class);

  /** Deep enough for what compilers make; what calls itself without end comes to its end soon. */
  private static final long STACK = 4L << 20;

  private final String callId;
  private final Duration grace;
  private final Tail standardError = new Tail();

  // One at a time: a message may be as large as a line.
  private final BlockingQueue<RunnerMessage> messages = new ArrayBlockingQueue<>(1);
  private final Thread thread;
  private volatile Ending ending =
      new Ending(FailureCode.HANDLER_FAILED, "it ended without an answer");

  private Guest(SkillCall call, Duration grace, Runnable run) {
    this.callId = call.callId();
    this.grace = grace;
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name("wasm-" + call.tool().id())
            .stackSize(STACK)
            .unstarted(run);
  }

  /**
   * What an instance is made of.
   *
   * @param root of the files that it sees
   * @param environment its variables, and no others
   * @param maxLine longest line that it may write
   */
  record Setup(
      WasmModule module, Path root, Map<String, String> environment, long maxMemory, long maxLine) {
    Setup {
      environment = Map.copyOf(environment);
    }
  }

  static Guest start(SkillCall call, Setup setup, Duration grace) {
    byte[] message = CallMessage.of(call, Surroundings.of(call, call.artifactsDir()));
    Guest[] self = new Guest[1];
    Guest guest = new Guest(call, grace, () -> self[0].run(setup, message));
    self[0] = guest;
    guest.thread.start();
    return guest;
  }

  @Override
  public @Nullable RunnerMessage next(Duration patience) throws InterruptedException {
    return messages.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public boolean endsByItself() {
    try {
      return thread.join(grace);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public Ending ending() {
    return ending;
  }

  @Override
  public List<String> standardError() {
    return standardError.lines();
  }

  /** The interpreter looks for interruptions at every call and jump. */
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = Thread.interrupted();
    try {
      if (!thread.join(grace)) {
        LOG.errorf("A module does not end when it is interrupted. thread=%s", thread.getName());
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Setup setup, byte[] call) {
    Lines lines = new Lines(setup.maxLine(), this);
    try {
      run(setup, call, lines);
    } catch (WasiExitException e) {
      if (e.exitCode() != 0) {
        failed("exit status " + e.exitCode());
      }
    } catch (GuestLimits.Exceeded e) {
      ending = new Ending(FailureCode.LIMIT_EXCEEDED, String.valueOf(e.getMessage()));
    } catch (UnlinkableException e) {
      failed("it needs more than WASI preview 1: " + e.getMessage());
    } catch (Throwable e) {
      // Errors too: whatever a module makes the interpreter run into is its own.
      LOG.debugf(e, "A module failed. thread=%s", Thread.currentThread().getName());
      failed(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
    if (!Thread.currentThread().isInterrupted()) {
      lines.flushLast();
      give(new RunnerMessage.End());
    }
  }

  private void run(Setup setup, byte[] call, Lines lines) {
    GuestLimits limits = new GuestLimits(setup.maxMemory());
    WasiOptions.Builder options =
        WasiOptions.builder()
            .withArguments(List.of("handler"))
            .withStdin(new ByteArrayInputStream(call), false)
            .withStdout(lines, false)
            .withStderr(new ErrorOutput(), false)
            .withThrowOnExit0(true)
            .withDirectory("/", setup.root());
    setup.environment().forEach(options::withEnvironment);
    try (WasiPreview1 wasi = WasiPreview1.builder().withOptions(options.build()).build()) {
      // Building runs it.
      Instance.builder(setup.module())
          .withImportValues(
              ImportValues.builder().addFunction(limits.guard(wasi.toHostFunctions())).build())
          .withMemoryFactory(limits::memory)
          .withTableFactory(GuestLimits::table)
          .withUnsafeExecutionListener(GuestLimits::onExecution)
          .build();
    }
  }

  private void failed(String why) {
    ending = new Ending(FailureCode.HANDLER_FAILED, why);
  }

  @Override
  public void line(byte[] line) {
    give(RunnerMessage.parse(line, callId));
  }

  @Override
  public void tooLong(String why) {
    give(new RunnerMessage.TooLong(why));
  }

  private void give(RunnerMessage message) {
    try {
      messages.put(message);
    } catch (InterruptedException e) {
      // The instance ends at its next step.
      Thread.currentThread().interrupt();
    }
  }

  /** Goes to the tail. */
  private final class ErrorOutput extends OutputStream {
    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      standardError.append(bytes, offset, length);
    }
  }
}
