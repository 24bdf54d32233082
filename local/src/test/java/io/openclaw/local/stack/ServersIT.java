package io.openclaw.local.stack;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openclaw.local.home.Home;
import io.openclaw.local.home.Installation;
import io.openclaw.local.home.Secrets;
import io.openclaw.local.process.Leftovers;
import io.openclaw.local.process.ProcessState;
import io.openclaw.local.process.StartFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Kafka, PostgreSQL and Redis: started, kept, restarted, ended. */
class ServersIT {
  @TempDir Path temp;

  private Home home;
  private Installation installation;
  private Detached detached;

  @BeforeEach
  void create() throws IOException {
    Path root = Path.of(System.getProperty("openclaw.root")).toRealPath();
    home = new Home(temp.resolve("home")).create();
    installation =
        new Installation(
            root,
            Path.of(System.getProperty("java.home"), "bin", "java"),
            Files.createDirectory(temp.resolve("workspace")));
    detached = new Detached(installation, home);
  }

  @AfterEach
  void stop() throws Exception {
    stopper().stop();
  }

  @Test
  void shouldKeepWhatIsStoredAcrossRestartsAndDeaths() throws Exception {
    // given: all three with something in them
    RunState first = launch();
    store(first);

    // when: stopped and started again
    assertThat(stopper().stop()).isEqualTo(Stopper.Outcome.STOPPED);
    assertNothingIsLeft(first);
    RunState second = launch();

    // then
    assertStored(second);

    // when: the launcher dies, and with it nothing else
    ProcessHandle launcher = requireNonNull(second.launcher());
    launcher.destroyForcibly();
    launcher.onExit().get(10, TimeUnit.SECONDS);
    assertThat(leftovers()).hasSize(3);
    assertThat(new RunFile(home).running()).isNull();
    RunState third = launch();

    // then: what it had left is gone, on the same ports there are new ones
    assertThat(third.notes()).contains("ended 3 processes of a launcher that had died");
    assertThat(ports(third)).isEqualTo(ports(second));
    assertThat(second.processes()).noneMatch(ServersIT::isAlive);
    assertStored(third);

    // when: each server dies
    for (ProcessState process : third.processes()) {
      ProcessHandle.of(requireNonNull(process.pid())).orElseThrow().destroyForcibly();
    }

    // then: each comes back with what it had
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> current().processes().stream().allMatch(ServersIT::isBack));
    assertStored(current());

    // when: the launcher dies again and "down" finds the rest
    ProcessHandle again = requireNonNull(third.launcher());
    again.destroyForcibly();
    again.onExit().get(10, TimeUnit.SECONDS);
    assertThat(stopper().stop()).isEqualTo(Stopper.Outcome.CLEANED_UP);
    assertNothingIsLeft(third);
    assertThat(stopper().stop()).isEqualTo(Stopper.Outcome.NOTHING_RAN);
  }

  @Test
  void shouldListenOnLoopbackWithPasswordsOnly() throws Exception {
    RunState state = launch();

    assertThat(redis(state, "PING")).startsWith("-NOAUTH");
    assertThat(connect(state, "wrong")).isEmpty();
    for (ProcessState process : state.processes()) {
      assertThat(process.address()).startsWith("127.0.0.1:");
    }
    Files.delete(home.secretsFolder().resolve("database-password"));
    stopper().stop();
    assertThat(connect(launch(), new Secrets(home).databasePassword())).isPresent();
  }

  @Test
  void shouldFindALauncherWhoseRunFileIsGone() throws Exception {
    RunState state = launch();
    Files.delete(home.runFile());

    assertThat(HomeLock.holder(home)).isEqualTo(state.launcher());
    assertThatThrownBy(() -> detached.launch(List.of()))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("a launcher runs (pid " + state.pid() + ")");
    assertThat(stopper().stop()).isEqualTo(Stopper.Outcome.STOPPED);
    assertNothingIsLeft(state);
    assertThat(HomeLock.holder(home)).isNull();
  }

  private RunState launch() throws Exception {
    ProcessHandle launcher = detached.launch(List.of("--servers"));
    return detached.awaitReady(launcher, state -> {});
  }

  private Stopper stopper() {
    return new Stopper(installation, home, System.getenv());
  }

  private void store(RunState state) throws Exception {
    try (Connection connection = database(state);
        Statement statement = connection.createStatement()) {
      statement.execute("create table kept (word text); insert into kept values ('企鹅')");
    }
    assertThat(redis(state, auth(), "SET kept 1")).isEqualTo("+OK");
    try (Admin admin = kafka(state)) {
      admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
    }
  }

  private void assertStored(RunState state) throws Exception {
    try (Connection connection = database(state);
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("select word from kept")) {
      assertThat(found.next()).isTrue();
      assertThat(found.getString(1)).isEqualTo("企鹅");
    }
    assertThat(redis(state, auth(), "STRLEN kept")).isEqualTo(":1");
    try (Admin admin = kafka(state)) {
      assertThat(admin.listTopics().names().get()).contains("kept");
    }
  }

  private void assertNothingIsLeft(RunState state) throws IOException {
    assertThat(leftovers()).isEmpty();
    assertThat(state.processes()).noneMatch(ServersIT::isAlive);
  }

  private List<Leftovers.Leftover> leftovers() throws IOException {
    return new Leftovers(new Secrets(home).instance()).find();
  }

  private RunState current() throws IOException {
    return requireNonNull(new RunFile(home).read());
  }

  private Connection database(RunState state) throws IOException {
    return connect(state, new Secrets(home).databasePassword()).orElseThrow();
  }

  private static Optional<Connection> connect(RunState state, String password) {
    String url = "jdbc:postgresql://127.0.0.1:" + port(state, "postgres") + "/openclaw";
    try {
      return Optional.of(DriverManager.getConnection(url, "openclaw", password));
    } catch (SQLException e) {
      assertThat(e.getMessage()).contains("password authentication failed");
      return Optional.empty();
    }
  }

  private String auth() throws IOException {
    return "AUTH " + new Secrets(home).redisPassword();
  }

  /** The last command's answer. */
  private static String redis(RunState state, String... commands) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(state, "redis"))) {
      BufferedReader answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String answer = "";
      for (String command : commands) {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        answer = requireNonNull(answers.readLine());
      }
      return answer;
    }
  }

  private static Admin kafka(RunState state) {
    return Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port(state, "kafka")));
  }

  private static int port(RunState state, String name) {
    return state.processes().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow()
        .port();
  }

  private static List<Integer> ports(RunState state) {
    return new ArrayList<>(state.processes().stream().map(ProcessState::port).toList());
  }

  private static boolean isBack(ProcessState process) {
    return process.status() == ProcessState.Status.READY && process.restarts() == 1;
  }

  private static boolean isAlive(ProcessState process) {
    Long pid = process.pid();
    return pid != null && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
