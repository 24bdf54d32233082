package io.openclaw.local.process;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openclaw.local.process.ProcessState.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {
  @TempDir Path folder;

  private final List<ProcessState> changes = Collections.synchronizedList(new ArrayList<>());
  private final List<ManagedProcess> started = new ArrayList<>();

  @AfterEach
  void stopAll() throws InterruptedException {
    for (ManagedProcess process : started) {
      process.stop();
    }
  }

  @Test
  void shouldTellWhenTheProgramIsReadyAndLogWhatItSays() throws Exception {
    ManagedProcess process = start(ShellProgram.lasting("one", folder));

    process.ready().get(10, TimeUnit.SECONDS);

    assertThat(process.state().status()).isEqualTo(Status.READY);
    assertThat(process.state().startMillis()).isNotNull();
    assertThat(handle(process).isAlive()).isTrue();
    assertThat(log("one")).content().contains("up");
    assertThat(statuses()).containsExactly(Status.STARTING, Status.READY);
  }

  @Test
  void shouldStartAProgramAgainThatDies() throws Exception {
    ManagedProcess process = start(ShellProgram.lasting("one", folder));
    process.ready().get(10, TimeUnit.SECONDS);
    ProcessHandle first = handle(process);

    first.destroyForcibly();

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() ->
            process.state().status() == Status.READY
                && requireNonNull(process.state().pid()) != first.pid());
    assertThat(process.state().restarts()).isEqualTo(1);
    assertThat(changes)
        .anySatisfy(change -> {
          assertThat(change.status()).isEqualTo(Status.RESTARTING);
          assertThat(change.trouble()).isEqualTo("killed (exit code 137)");
        });
  }

  @Test
  void shouldEndWhatADeadProgramHadStarted() throws Exception {
    String script =
        "tail -f /dev/null & echo $! > \"$READY.child\"; touch \"$READY\"; exec tail -f /dev/null";
    ManagedProcess process = start(new ShellProgram("one", script, folder, Duration.ofSeconds(5)));
    process.ready().get(10, TimeUnit.SECONDS);
    long child = Long.parseLong(Files.readString(folder.resolve("one.ready.child")).strip());

    handle(process).destroyForcibly();

    await().atMost(Duration.ofSeconds(10)).until(() -> process.state().restarts() == 1);
    await().atMost(Duration.ofSeconds(10)).until(() -> !isAlive(child));
  }

  @Test
  void shouldNotTryAgainWhenTheFirstStartFails() throws IOException {
    Files.writeString(log("one"), "what was said by an earlier process\n");
    ManagedProcess process =
        start(
            new ShellProgram(
                "one", "echo cannot open the port; exit 7", folder, Duration.ofSeconds(5)));

    assertThatThrownBy(() -> process.ready().get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(StartFailedException.class)
        .cause()
        .hasMessageContaining("one did not start: ended with exit code 7")
        .hasMessageContaining("cannot open the port")
        .hasMessageNotContaining("earlier process")
        .hasMessageContaining(log("one").toString());
    assertThat(process.state().status()).isEqualTo(Status.FAILED);
  }

  @Test
  void shouldGiveUpOnAProgramThatDoesNotBecomeReady() {
    ManagedProcess process =
        start(
            new ShellProgram("one", "exec tail -f /dev/null", folder, Duration.ofSeconds(5)),
            Duration.ofMillis(200));

    assertThatThrownBy(() -> process.ready().get(10, TimeUnit.SECONDS))
        .cause()
        .hasMessageContaining("not ready after 0 s: no one.ready");
    assertThat(isAlive(requireNonNull(process.state().pid()))).isFalse();
  }

  @Test
  void shouldKillAProgramThatDoesNotEndByItself() throws Exception {
    String script = "trap '' TERM; touch \"$READY\"; while :; do tail -f /dev/null; done";
    ManagedProcess process = start(new ShellProgram("one", script, folder, Duration.ofMillis(300)));
    process.ready().get(10, TimeUnit.SECONDS);
    ProcessHandle running = handle(process);
    List<ProcessHandle> offspring = running.descendants().toList();

    process.stop();

    assertThat(running.isAlive()).isFalse();
    assertThat(offspring).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    assertThat(process.state().status()).isEqualTo(Status.STOPPED);
  }

  @Test
  void shouldStopBeforeItWasStarted() throws Exception {
    ManagedProcess process = managed(ShellProgram.lasting("one", folder), Duration.ofSeconds(10));

    process.stop();
    process.start();

    assertThat(process.state().status()).isEqualTo(Status.STOPPED);
    assertThat(process.state().pid()).isNull();
  }

  @Test
  void shouldFindAndEndWhatADeadLauncherHasLeftAndNothingElse() throws Exception {
    Process ours = marked("process.openclaw=abc/one");
    Process replica = marked("process.openclaw=abc/one-2");
    Process others = marked("process.openclaw=abd/one");
    try {
      Leftovers leftovers = new Leftovers("abc");
      await().atMost(Duration.ofSeconds(5)).until(() -> leftovers.find().size() == 2);
      assertThat(leftovers.find()).allMatch(left -> left.name().equals("one"));

      leftovers.end(leftovers.find(), List.of(List.of(ShellProgram.lasting("one", folder))));

      assertThat(ours.isAlive()).isFalse();
      assertThat(replica.isAlive()).isFalse();
      assertThat(others.isAlive()).isTrue();
    } finally {
      ours.destroyForcibly();
      replica.destroyForcibly();
      others.destroyForcibly();
    }
  }

  private static Process marked(String mark) throws IOException {
    return new ProcessBuilder("sh", "-c", "read line; exit 0", mark).start();
  }

  private ManagedProcess start(Program program) {
    return start(program, Duration.ofSeconds(10));
  }

  private ManagedProcess start(Program program, Duration patience) {
    ManagedProcess process = managed(program, patience);
    process.start();
    return process;
  }

  private ManagedProcess managed(Program program, Duration patience) {
    ManagedProcess process =
        new ManagedProcess(program, log(program.name()), "mark", patience, changes::add);
    started.add(process);
    return process;
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private List<Status> statuses() {
    return changes.stream().map(ProcessState::status).toList();
  }

  private static ProcessHandle handle(ManagedProcess process) {
    long pid = requireNonNull(process.state().pid());
    return ProcessHandle.of(pid).orElseThrow();
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
