package io.openclaw.orchestrator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.artifact.ArtifactAddress;
import io.openclaw.artifact.ArtifactStore;
import io.openclaw.artifact.FileArtifactStore;
import io.openclaw.artifact.Taker;
import io.openclaw.event.Failure;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.TaskCommand.RetryTask;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.support.Api;
import io.openclaw.orchestrator.support.Database;
import io.openclaw.orchestrator.support.FakeWorker;
import io.openclaw.orchestrator.support.OrchestratorProcess;
import io.openclaw.orchestrator.support.ProcessCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.task.TaskStatus;
import io.openclaw.testing.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files go with their tasks, no earlier and no later, whoever dies meanwhile. */
@NullUnmarked
class ForgottenFilesIT extends ProcessCase {
  private static final String MAKE_OLD =
      "update task set updated_at = now() - interval '31 d' where id = ?";

  @TempDir Path data;
  private ArtifactStore store;
  private Database database;
  private FakeWorker worker;

  @BeforeEach
  void open() {
    store = open(new FileArtifactStore(data));
    database = new Database(servers.jdbcUrl());
  }

  @Test
  void shouldDeleteTheFilesOfATaskWithIt() throws Exception {
    // given
    Api api = open(orchestrator("off")).api();
    UUID old = done(api);
    UUID young = done(api);
    UUID running = Tasks.submit(wire, Tasks.SHARED_SKILL);
    leaveFiles(running);
    RunStep step = command(worker, running, "step-1", "shared");
    worker.start(step);
    awaitRunning(api, running, 0);
    database.execute(MAKE_OLD, old);
    database.execute(MAKE_OLD, running);

    // when
    Api forgetting = open(orchestrator("30d")).api();

    // then
    awaitGone(old);
    assertThat(folder(old)).doesNotExist();
    assertThat(store.list(young)).hasSize(2);
    assertThat(store.list(running)).hasSize(2);

    // and a task that has the same id again, by its key, begins as if there had been no other
    wire.send(Topics.TASKS, old.toString(), Tasks.command(old, Tasks.SHARED_SKILL));
    await().atMost(PATIENCE).until(() -> forgetting.task(old) != null);
    assertThat(forgetting.task(old).status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(store.newestAttempt(old, new StepAttempt("step-1", "shared", 1))).isZero();
  }

  @Test
  void shouldFindATaskAgainWhoseFilesSomebodyHasDeletedAndDied() throws Exception {
    // given
    UUID old = done(open(orchestrator("off")).api());
    database.execute(MAKE_OLD, old);

    // when it is killed between the files and the row
    OrchestratorProcess first;
    try (Connection locked = lock("select 1 from task_event where task_id = ? for update", old)) {
      first = open(orchestrator("30d"));
      await().atMost(PATIENCE).until(() -> Files.notExists(folder(old)));
      assertThat(database.number("select count(*) from task where id = ?", old)).isOne();
      first.kill();
      locked.rollback();
    }
    open(orchestrator("30d"));

    // then
    awaitGone(old);
  }

  @Test
  void shouldKeepATaskForAsLongAsItsFiles() throws Exception {
    // given
    UUID old = done(open(orchestrator("off")).api());
    database.execute(MAKE_OLD, old);

    // when
    OrchestratorProcess without = open(orchestrator("30d", s3ThatIsAway()));

    // then
    await().atMost(PATIENCE).until(() -> without.log().contains("Tasks stay"));
    assertThat(without.api().task(old)).isNotNull();
    without.close();

    // when
    open(orchestrator("30d"));

    // then
    awaitGone(old);
    assertThat(folder(old)).doesNotExist();
  }

  @Test
  void shouldKeepWhatALaterTaskHasFromAnEarlierOne() throws Exception {
    // given
    Api api = open(orchestrator("off")).api();
    UUID failed = failed(api);
    UUID again = retry(failed);
    RunStep second = command(worker, again, "step-2", "agent-arch-003");
    worker.start(second);
    database.execute(MAKE_OLD, failed);
    UUID other = done(api);
    database.execute(MAKE_OLD, other);

    // when
    Api forgetting = open(orchestrator("30d")).api();

    // then
    awaitGone(other);
    assertThat(forgetting.task(failed)).isNotNull();
    assertThat(store.list(failed)).hasSize(2);

    // when
    workOff(forgetting, worker, again);
    database.execute(MAKE_OLD, again);

    // then
    awaitGone(again);
    awaitGone(failed);
    assertThat(folder(failed)).doesNotExist();
  }

  @Test
  void shouldNotTryAgainWhatIsBeingDeleted() throws Exception {
    // given
    Api api = open(orchestrator("off")).api();
    UUID failed = failed(api);

    // when it begins to be deleted while the retry is planned
    UUID late;
    try (Connection deleting = lock("update task set forgotten_at = now() where id = ?", failed)) {
      late = retry(failed);
      await()
          .atMost(PATIENCE)
          .until(() -> database.number("select count(*) from pg_locks where not granted") > 0);
      deleting.commit();
    }
    UUID later = retry(failed);

    // then
    assertThat(causeOf(api, late)).isEqualTo("TASK_NOT_FOUND");
    assertThat(causeOf(api, later)).isEqualTo("TASK_NOT_FOUND");
  }

  private UUID done(Api api) throws IOException {
    UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL);
    leaveFiles(id);
    workOff(api, worker, id);
    return id;
  }

  private UUID failed(Api api) throws IOException {
    UUID id = Tasks.submit(wire, Tasks.WORKFLOW);
    leaveFiles(id);
    RunStep first = command(worker, id, "step-1", "agent-pm-002");
    worker.start(first);
    worker.complete(first);
    RunStep second = command(worker, id, "step-2", "agent-arch-003");
    worker.start(second);
    worker.fail(second, Failure.permanent("BROKEN", "no"));
    await().atMost(PATIENCE).until(() -> isFinal(api, id));
    return id;
  }

  private static UUID retry(UUID task) {
    UUID id = UUID.randomUUID();
    wire.send(Topics.TASKS, id.toString(), new RetryTask(id, Instant.now(), "default", task, null));
    return id;
  }

  private static String causeOf(Api api, UUID id) {
    await().atMost(PATIENCE).until(() -> isFinal(api, id));
    return task(api, id).cause().code();
  }

  /** A file that was announced, a stored value, and the mark of the attempt. */
  private void leaveFiles(UUID task) throws IOException {
    StepAttempt attempt = new StepAttempt("step-1", "shared", 1);
    assertThat(store.take(task, attempt, new Taker("worker-1", UUID.randomUUID()))).isTrue();
    for (String name : new String[] {"report.md", "table.json"}) {
      Path file = Files.write(data.resolve(name), "[]".getBytes(UTF_8));
      store.put(ArtifactAddress.of(task, attempt, name), file, "text/plain", "ab12");
    }
  }

  private Path folder(UUID task) {
    return data.resolve("artifacts").resolve(task.toString());
  }

  private void awaitGone(UUID task) {
    await()
        .atMost(PATIENCE)
        .until(() -> database.number("select count(*) from task where id = ?", task) == 0);
  }

  /** Holds a row until the connection's transaction ends. */
  private static Connection lock(String sql, UUID id) throws SQLException {
    Connection connection = DriverManager.getConnection(servers.jdbcUrl());
    connection.setAutoCommit(false);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, id);
      statement.execute();
    }
    return connection;
  }

  private static Map<String, String> s3ThatIsAway() {
    return Map.of(
        "OPENCLAW_ARTIFACTS_STORE", "s3",
        "OPENCLAW_ARTIFACTS_S3_BUCKET", "artifacts",
        "OPENCLAW_ARTIFACTS_S3_ENDPOINT", "http://127.0.0.1:" + Ports.free(),
        "OPENCLAW_ARTIFACTS_S3_PATH_STYLE", "true",
        "OPENCLAW_ARTIFACTS_S3_PATIENCE", "1s",
        "AWS_ACCESS_KEY_ID", "any",
        "AWS_SECRET_ACCESS_KEY", "any");
  }

  private OrchestratorProcess orchestrator(String retention) {
    return orchestrator(retention, Map.of());
  }

  private OrchestratorProcess orchestrator(String retention, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(servers.environment());
    environment.put("OPENCLAW_DATA", data.toString());
    environment.put("OPENCLAW_TASKS_RETENTION", retention);
    environment.put("OPENCLAW_RETENTION_INTERVAL", "1s");
    environment.putAll(more);
    OrchestratorProcess started = OrchestratorProcess.start(environment);
    if (worker == null) {
      // It listens to topics that the first orchestrator has made.
      worker = worker();
    }
    return started;
  }
}
