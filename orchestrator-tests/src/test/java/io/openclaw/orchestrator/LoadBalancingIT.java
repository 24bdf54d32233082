package io.openclaw.orchestrator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.support.Api;
import io.openclaw.orchestrator.support.FakeWorker;
import io.openclaw.orchestrator.support.OrchestratorCase;
import io.openclaw.orchestrator.support.Tasks;
import io.restassured.RestAssured;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An agent's steps go to those of its workers that orchestrator/load-balancer.yaml means. */
@NullUnmarked
class LoadBalancingIT extends OrchestratorCase {
  private static final String FILE = "orchestrator/load-balancer.yaml";
  private static final String TOPIC = Topics.steps("shared");

  private String before;
  private FakeWorker one;
  private FakeWorker other;

  @BeforeEach
  void join() throws Exception {
    before = workspace.read(FILE);
    one = newWorker("worker-a-" + UUID.randomUUID());
    other = newWorker("worker-b-" + UUID.randomUUID());
    beat(one, Set.of(0));
    beat(other, Set.of(1, 2));
  }

  @AfterEach
  void leave() {
    one.stop();
    other.stop();
    workspace.write(FILE, before);
    reload();
  }

  /**
   * What the workers have to do is asked for now and then, what they are given is added: so nothing
   * ends here, and it is not said which step is the first that a new worker is known by.
   */
  @Test
  void shouldGiveToTheWorkerThatHasTheLeastToDo() {
    // given one that is alone, and has three more than there is where another one will be
    strategy("least_busy");
    other.stop();
    List<UUID> tasks = new ArrayList<>();
    int ahead = 0;
    while (ahead < 3) {
      UUID task = submit();
      tasks.add(task);
      ahead += ownerOf(task) == one ? 1 : -1;
      if (tasks.size() % 2 == 0 && ownerOf(task) == one) {
        one.start(commandOf(task));
        awaitRunning(task);
      }
    }

    // when another one joins, and is known
    FakeWorker idle = newWorker("worker-c-" + UUID.randomUUID());
    beat(idle, Set.of(1, 2));
    UUID first;
    do {
      first = submit();
      tasks.add(first);
      ahead += ownerOf(first) == one ? 1 : -1;
    } while (ownerOf(first) == one);

    // then it gets all until it has as much, whether the other's steps wait or run
    for (; ahead > 0; ahead--) {
      UUID next = submit();
      tasks.add(next);
      assertThat(ownerOf(next)).as("with %d less", ahead).isNotEqualTo(one);
    }
    finish(tasks.toArray(UUID[]::new));
    idle.stop();
  }

  @Test
  void shouldGoRoundTheWorkers() {
    strategy("round_robin");

    List<FakeWorker> owners = new ArrayList<>();
    List<UUID> tasks = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      UUID task = submit();
      tasks.add(task);
      owners.add(ownerOf(task));
    }

    FakeWorker begins = owners.getFirst();
    FakeWorker follows = begins == one ? other : one;
    assertThat(owners).containsExactly(begins, follows, begins, follows, begins, follows);
    finish(tasks.toArray(UUID[]::new));
  }

  @Test
  void shouldSendATasksStepsToWhereItsIdBelongs() {
    strategy("task_affinity");

    for (int i = 0; i < 6; i++) {
      UUID task = submit();
      byte[] key = task.toString().getBytes(UTF_8);
      assertThat(recordOf(task).partition()).isEqualTo(BuiltInPartitioner.partitionForKey(key, 3));
      finish(task);
    }
  }

  @Test
  void shouldForgetTheWorkerThatHasStopped() throws Exception {
    strategy("round_robin");
    one.stop();
    awaitWorker("lost_at is not null", one);

    for (int i = 0; i < 3; i++) {
      UUID task = submit();
      assertThat(ownerOf(task)).isEqualTo(other);
      finish(task);
    }
  }

  @Test
  void shouldGiveAnAgentARuleOfItsOwn() {
    workspace.write(
        FILE,
        """
        load_balancer:
          strategy: task_affinity
          agents:
            - {agent: agent-pm-002, strategy: round_robin}
        """);
    reload();
    String topic = Topics.steps("agent-pm-002");
    one.beat(Map.of(topic, Set.of(0)));
    other.beat(Map.of(topic, Set.of(2)));
    awaitWorker("partitions::text like '%agent-pm-002%'", one);
    awaitWorker("partitions::text like '%agent-pm-002%'", other);

    List<Integer> partitions = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      UUID task = Tasks.submit(wire, "整理用户需求");
      command(task, "step-1", "agent-pm-002", 1);
      partitions.add(commands.keyed(task.toString()).findFirst().orElseThrow().partition());
      finish(task);
    }

    assertThat(partitions).isIn(List.of(0, 2, 0, 2), List.of(2, 0, 2, 0));
  }

  private UUID submit() {
    UUID task = Tasks.submit(wire, Tasks.SHARED_SKILL);
    commandOf(task);
    return task;
  }

  private RunStep commandOf(UUID task) {
    return command(task, "step-1", "shared", 1);
  }

  private ConsumerRecord<byte[], byte[]> recordOf(UUID task) {
    commandOf(task);
    return commands.keyed(task.toString()).findFirst().orElseThrow();
  }

  private FakeWorker ownerOf(UUID task) {
    return recordOf(task).partition() == 0 ? one : other;
  }

  private void awaitRunning(UUID task) {
    await().atMost(PATIENCE).until(() -> status(task, 0).name().equals("RUNNING"));
  }

  private void finish(UUID... tasks) {
    for (UUID task : tasks) {
      workOffUntilFinal(task);
    }
  }

  private void strategy(String name) {
    workspace.write(FILE, "load_balancer: {strategy: %s}\n".formatted(name));
    reload();
  }

  private void beat(FakeWorker worker, Set<Integer> partitions) {
    worker.beat(Map.of(TOPIC, partitions));
    awaitWorker("partitions::text <> '{}'", worker);
  }

  private void awaitWorker(String condition, FakeWorker worker) {
    await().atMost(PATIENCE).until(() -> isKnown(condition, worker));
  }

  private boolean isKnown(String condition, FakeWorker worker) throws Exception {
    try (Connection connection = DriverManager.getConnection(servers.jdbcUrl());
        PreparedStatement query =
            connection.prepareStatement(
                "select 1 from worker where incarnation = ? and " + condition)) {
      query.setObject(1, worker.incarnation);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void reload() {
    RestAssured.given()
        .header("Authorization", "Bearer " + Api.TOKEN)
        .post("/internal/v1/workspace/reload")
        .then()
        .statusCode(200);
  }
}
