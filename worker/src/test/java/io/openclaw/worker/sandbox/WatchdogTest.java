package io.openclaw.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.worker.sandbox.Watchdog.Watch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What all processes of a call use together, where the kernel does not add it up. */
@Timeout(120)
class WatchdogTest {
  private static final long MIB = 1 << 20;

  @TempDir Path folder;
  private final Watchdog watchdog = new Watchdog();

  /** Nobody waits for them, so that the kernel forgets what they took. */
  @Test
  void shouldCountTheProcessorTimeOfChildrenThatNobodyWaitsFor() throws Exception {
    String breach =
        breach(
            new Limits(Duration.ofSeconds(2), 1024 * MIB, 100, 100, 1024 * MIB),
            """
            import os, signal, time
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)
            for _ in range(40):
                if os.fork() == 0:
                    while time.process_time() < 0.5:
                        pass
                    os._exit(0)
                try:
                    os.wait()
                except ChildProcessError:
                    pass
            """);

    assertThat(breach).contains("2 s of processor time");
  }

  @Test
  void shouldNotEndACallForMemoryThatItsProcessesShare() throws Exception {
    String breach =
        breach(
            new Limits(Duration.ofSeconds(60), 250 * MIB, 100, 100, 1024 * MIB),
            """
            import mmap, os, time
            shared = mmap.mmap(-1, 100 << 20)
            for start in range(0, 100 << 20, 4096):
                shared[start] = 1
            for _ in range(5):
                if os.fork() == 0:
                    sum(shared[start] for start in range(0, 100 << 20, 4096))
                    time.sleep(1.5)
                    os._exit(0)
            for _ in range(5):
                os.wait()
            """);

    assertThat(breach).isEqualTo("status 0");
  }

  @Test
  void shouldEndACallForMemoryThatItsProcessesDoNotShare() throws Exception {
    String breach =
        breach(
            new Limits(Duration.ofSeconds(60), 250 * MIB, 100, 100, 1024 * MIB),
            """
            import os, time
            for _ in range(5):
                if os.fork() == 0:
                    own = bytearray(b"x") * (80 << 20)
                    time.sleep(60)
            time.sleep(60)
            """);

    assertThat(breach).contains("bytes of memory");
  }

  @Test
  void shouldCountFilesThatHaveNoName() throws Exception {
    String breach =
        breach(
            new Limits(Duration.ofSeconds(60), 1024 * MIB, 100, 100, 8 * MIB),
            """
            import os, time
            file = open("file", "wb")
            os.unlink("file")
            file.write(b"x" * (20 << 20))
            file.flush()
            time.sleep(60)
            """);

    assertThat(breach).contains("its files took more than " + 8 * MIB);
  }

  /** Which limit it was ended for, or how it ended by itself. */
  private String breach(Limits limits, String script) throws Exception {
    Process process =
        new ProcessBuilder(
                "bwrap",
                "--dev-bind",
                "/",
                "/",
                "--unshare-pid",
                "--die-with-parent",
                "python3",
                "-c",
                script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    try (Watch watch = watchdog.watch(process, limits, List.of(folder))) {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(output).isEmpty();
      int status = process.waitFor();
      String breach = watch.breach();
      return breach == null ? "status " + status : breach;
    }
  }
}
