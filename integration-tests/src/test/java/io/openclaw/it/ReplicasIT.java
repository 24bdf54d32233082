package io.openclaw.it;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.TaskEvent.StepCompleted;
import io.openclaw.event.TaskEvent.StepFailed;
import io.openclaw.event.TaskEvent.StepRetrying;
import io.openclaw.event.TaskEvent.StepStarted;
import io.openclaw.event.TaskEvent.TaskCompleted;
import io.openclaw.it.Gateway.Seen;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two of each service: one goes on without the other, and they keep limits together. */
class ReplicasIT {
  private static final int TASKS = 16;
  private static final int RATE = 6;
  private static final int GPUS = 3;

  /** As many GPUs as the AI engineer may have at once. */
  private static final int GRANTED = 2;

  @SuppressWarnings("NullAway.Init")
  private static RunningStack stack;

  @BeforeAll
  static void start() throws Exception {
    Path home = Path.of("target/replicas").toAbsolutePath();
    Cli cli =
        new Cli(
            home,
            LabWorkspace.create("replicas-workspace", RATE),
            Map.of("OPENCLAW_GPUS", "0,1,2"));
    if (Files.exists(home)) {
      cli.run("down");
      Cli.delete(home);
    }
    stack = RunningStack.start(cli, "--replicas", "2");
  }

  @AfterAll
  static void stop() throws IOException {
    stack.close();
  }

  @Test
  void shouldLeaseGpusAcrossWorkers() throws Exception {
    // when
    List<List<TaskEvent>> histories = new ArrayList<>();
    for (UUID task : submitted("experiment ")) {
      histories.add(events(task));
    }

    // then
    List<Use> uses = histories.stream().map(ReplicasIT::use).toList();
    assertThat(uses.stream().map(Use::device).collect(toSet())).hasSizeBetween(GRANTED, GPUS);
    assertThat(uses).allSatisfy(use -> assertThat(use.atOnceOnTheSame(uses)).isEqualTo(1));
    assertThat(uses).allSatisfy(use -> assertThat(use.atOnce(uses)).isLessThanOrEqualTo(GRANTED));
    assertThat(workers(histories)).hasSize(2);
  }

  @Test
  void shouldCountCallsOfAllWorkers() throws Exception {
    // when
    List<List<TaskEvent>> histories = new ArrayList<>();
    for (UUID task : submitted("inquiry ")) {
      histories.add(events(task));
    }

    // then
    assertThat(histories.stream().filter(ReplicasIT::isAnsweredAtOnce)).hasSize(RATE);
    assertThat(histories.stream().filter(history -> !isAnsweredAtOnce(history)))
        .allSatisfy(history -> assertThat(causes(history)).contains("RATE_LIMITED"));
    assertThat(workers(histories)).hasSize(2);
  }

  @Test
  void shouldAnswerAsLongAsOneOrchestratorRuns() throws Exception {
    // given
    Gateway gateway = stack.gateway();
    UUID task = gateway.submit("分析 workspace/datasets/penguins.csv");
    gateway.events(task, null);
    long pid = stack.pid("orchestrator");

    // when
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();

    // then all the while until it is back
    do {
      assertOk(gateway.get("/v1/tasks"));
      assertOk(gateway.get("/v1/tasks/" + task + "/history"));
    } while (stack.pid("orchestrator") == pid || !stack.isReady("orchestrator"));
    assertThat(gateway.status(task)).isEqualTo("COMPLETED");
  }

  /**
   * What a call had and when, by the machine's clock.
   *
   * @param began seconds
   * @param ended seconds
   */
  private record Use(String device, double began, double ended) {

    /** Of those that go on at the moment at which this one begins, itself among them. */
    long atOnce(List<Use> all) {
      return all.stream().filter(use -> use.began <= began && began < use.ended).count();
    }

    long atOnceOnTheSame(List<Use> all) {
      return atOnce(all.stream().filter(use -> use.device.equals(device)).toList());
    }
  }

  private static List<UUID> submitted(String text) throws Exception {
    List<UUID> tasks = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      tasks.add(stack.gateway().submit(text + i));
    }
    return tasks;
  }

  /** Until the task ends, or is to be tried once more. */
  private static List<TaskEvent> events(UUID task) throws Exception {
    return stack
        .gateway()
        .eventsUntil(task, null, seen -> seen.recorded() instanceof StepRetrying)
        .stream()
        .map(Seen::recorded)
        .flatMap(Stream::ofNullable)
        .toList();
  }

  private static Use use(List<TaskEvent> history) {
    assertThat(history.getLast()).isInstanceOf(TaskCompleted.class);
    JsonNode measured =
        requireNonNull(((TaskCompleted) history.getLast()).result().outputs().get("measurement"));
    return new Use(
        measured.path("device").asText(),
        measured.path("began").asDouble(),
        measured.path("ended").asDouble());
  }

  private static boolean isAnsweredAtOnce(List<TaskEvent> history) {
    return history.stream().anyMatch(StepCompleted.class::isInstance);
  }

  private static List<String> causes(List<TaskEvent> history) {
    return history.stream()
        .map(event ->
            switch (event) {
              case StepRetrying retrying -> retrying.cause().code();
              case StepFailed failed -> failed.cause().code();
              default -> event.getClass().getSimpleName();
            })
        .toList();
  }

  private static Set<String> workers(List<List<TaskEvent>> histories) {
    return histories.stream()
        .flatMap(List::stream)
        .filter(StepStarted.class::isInstance)
        .map(event -> ((StepStarted) event).workerId())
        .collect(toSet());
  }

  private static void assertOk(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }
}
