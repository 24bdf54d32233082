package io.openclaw.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.local.home.Home;
import io.openclaw.local.process.ProcessState;
import io.openclaw.local.stack.RunState.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
  @TempDir Path temp;

  private Home home;
  private RunFile file;

  @BeforeEach
  void create() throws IOException {
    home = new Home(temp.resolve("home")).create();
    file = new RunFile(home);
  }

  @Test
  void shouldKeepWhatWasWrittenForItsOwnerAlone() throws IOException {
    RunState state = state(Phase.READY, ProcessHandle.current().pid(), since(Duration.ZERO));

    file.write(state);

    assertThat(file.read()).isEqualTo(state);
    assertThat(file.running()).isEqualTo(state);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.runFile())))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldSeeThatNothingRuns() throws IOException {
    assertThat(file.running()).isNull();

    file.write(state(Phase.STOPPED, ProcessHandle.current().pid(), since(Duration.ZERO)));
    assertThat(file.running()).isNull();

    file.write(state(Phase.READY, Long.MAX_VALUE, null));
    assertThat(file.running()).isNull();
  }

  @Test
  void shouldNotTakeAnotherProcessWithTheSameNumberForTheLauncher() throws IOException {
    file.write(state(Phase.READY, ProcessHandle.current().pid(), since(Duration.ofHours(1))));

    assertThat(file.running()).isNull();
  }

  @Test
  void shouldTakeAFileThatCannotBeReadForNoneAndSaySo() throws IOException {
    assertThat(file.trouble()).isNull();
    for (String text : List.of("", "{\"version\":", "{}", "[]")) {
      Files.writeString(home.runFile(), text);

      assertThat(file.read()).isNull();
      assertThat(file.running()).isNull();
      assertThat(file.trouble()).contains(home.runFile().toString());
    }
  }

  private static @Nullable Instant since(Duration before) {
    return ProcessHandle.current().info().startInstant().map(i -> i.minus(before)).orElse(null);
  }

  private RunState state(Phase phase, long pid, @Nullable Instant startedAt) {
    ProcessState process =
        new ProcessState(
            "gateway",
            ProcessState.Status.READY,
            7L,
            Instant.EPOCH,
            8080,
            "http://127.0.0.1:8080",
            1200L,
            0,
            null,
            "/tmp/gateway.log");
    return new RunState(
        "1",
        pid,
        startedAt,
        phase,
        "http://127.0.0.1:8080",
        "/workspace",
        home.dir().toString(),
        9000L,
        List.of("port 8080 is taken"),
        null,
        List.of(process));
  }
}
