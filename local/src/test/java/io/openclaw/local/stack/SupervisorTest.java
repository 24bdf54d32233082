package io.openclaw.local.stack;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openclaw.local.home.Home;
import io.openclaw.local.home.Installation;
import io.openclaw.local.process.ProcessState;
import io.openclaw.local.process.ProcessState.Status;
import io.openclaw.local.process.Program;
import io.openclaw.local.process.ShellProgram;
import io.openclaw.local.process.StartFailedException;
import io.openclaw.local.stack.RunState.Phase;
import io.openclaw.local.stack.StackPlan.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
  @TempDir Path temp;

  private final List<RunState> states = Collections.synchronizedList(new ArrayList<>());
  private final List<Supervisor> supervisors = new ArrayList<>();
  private Home home;

  @BeforeEach
  void create() throws IOException {
    home = new Home(temp.resolve("home"));
    Files.createDirectory(temp.resolve("workspace"));
  }

  @AfterEach
  void stop() throws Exception {
    for (Supervisor supervisor : supervisors) {
      supervisor.stop();
    }
  }

  @Test
  void shouldStartWhatIsNeededFirstAndStopItLast() throws Exception {
    Supervisor supervisor = supervisor(lasting("server"), needing(lasting("gateway"), "server"));

    supervisor.start();
    RunState running = requireNonNull(new RunFile(home).running());
    supervisor.stop();

    assertThat(running.phase()).isEqualTo(Phase.READY);
    assertThat(running.readyMillis()).isNotNull();
    assertThat(running.gateway()).isEqualTo("127.0.0.1:1");
    assertThat(order(Status.READY)).containsExactly("server", "gateway");
    assertThat(order(Status.STOPPED)).containsExactly("gateway", "server");
    assertThat(running.processes()).noneMatch(SupervisorTest::isAlive);
    assertThat(requireNonNull(new RunFile(home).read()).phase()).isEqualTo(Phase.STOPPED);
  }

  @Test
  void shouldLetOneStackRunInAHome() throws Exception {
    supervisor(lasting("server")).start();

    assertThatThrownBy(() -> supervisor(lasting("server")).start())
        .isInstanceOf(AlreadyRunningException.class);
    assertThat(new RunFile(home).running()).isNotNull();
  }

  @Test
  void shouldLeaveNothingBehindWhenOneProgramDoesNotStart() throws Exception {
    Program broken =
        new ShellProgram("worker", "echo no such file; exit 3", temp, Duration.ofSeconds(5));
    Supervisor supervisor = supervisor(lasting("server"), needing(broken, "server"));

    assertThatThrownBy(supervisor::start)
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("worker did not start: ended with exit code 3")
        .hasMessageContaining("no such file");

    RunState state = requireNonNull(new RunFile(home).read());
    assertThat(state.phase()).isEqualTo(Phase.FAILED);
    assertThat(state.failure()).contains("worker did not start");
    assertThat(state.processes()).noneMatch(SupervisorTest::isAlive);
    // The home is free again.
    supervisor(lasting("server")).start();
  }

  @Test
  void shouldCountRestarts() throws Exception {
    Supervisor supervisor = supervisor(lasting("server"));
    supervisor.start();

    long pid = requireNonNull(last().processes().getFirst().pid());
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() ->
            last().processes().getFirst().restarts() == 1
                && last().processes().getFirst().status() == Status.READY);
  }

  @Test
  void shouldStopWhileItStarts() throws Exception {
    Program never =
        new ShellProgram("server", "exec tail -f /dev/null", temp, Duration.ofSeconds(5));
    Supervisor supervisor = supervisor(new Node(never, Set.of()));
    Thread starting =
        Thread.startVirtualThread(
            () -> assertThatThrownBy(supervisor::start).hasMessage("stopped while starting"));
    await().atMost(Duration.ofSeconds(10)).until(() -> !order(Status.STARTING).isEmpty());

    supervisor.stop();
    starting.join();

    assertThat(last().phase()).isEqualTo(Phase.STOPPED);
    assertThat(last().processes()).noneMatch(SupervisorTest::isAlive);
  }

  @Test
  void shouldSayThatThereIsNoWorkspace() throws Exception {
    Files.delete(temp.resolve("workspace"));

    assertThatThrownBy(() -> supervisor(lasting("server")).start())
        .hasMessageContaining("there is no workspace folder at " + temp.resolve("workspace"));
  }

  private Node lasting(String name) {
    return new Node(ShellProgram.lasting(name, temp), Set.of());
  }

  private static Node needing(Node node, String needed) {
    return needing(node.program(), needed);
  }

  private static Node needing(Program program, String needed) {
    return new Node(program, Set.of(needed));
  }

  private Supervisor supervisor(Node... nodes) {
    Installation installation = new Installation(temp, Path.of("java"), temp.resolve("workspace"));
    Supervisor supervisor =
        new Supervisor(
            installation,
            home,
            Map.of(),
            ports -> List.of(nodes),
            Duration.ofSeconds(20),
            states::add);
    supervisors.add(supervisor);
    return supervisor;
  }

  private RunState last() {
    return states.getLast();
  }

  /** The names of the processes in the order in which they came to a status. */
  private List<String> order(Status status) {
    List<String> order = new ArrayList<>();
    for (RunState state : List.copyOf(states)) {
      for (ProcessState process : state.processes()) {
        if (process.status() == status && !order.contains(process.name())) {
          order.add(process.name());
        }
      }
    }
    return order;
  }

  private static boolean isAlive(ProcessState process) {
    Long pid = process.pid();
    return pid != null && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
