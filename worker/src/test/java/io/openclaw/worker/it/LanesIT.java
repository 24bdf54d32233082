package io.openclaw.worker.it;

import static io.openclaw.worker.it.StepSender.waitingStep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport;
import io.openclaw.event.StepReport.Completed;
import io.openclaw.event.StepReport.Started;
import io.openclaw.event.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each agent's steps keep to its own limit, and hold up nobody else's. */
class LanesIT extends StepsCase {
  private static final String LIMITED = "agent-tester";
  private static final String OTHER = "agent-helper";

  /** As many as one poll brings; where so many wait, no more are read. */
  private static final int FULL = 16;

  private Path workspace;
  private String version;
  private WorkerProcess worker;

  @BeforeEach
  void begin() throws Exception {
    workspace = folder.resolve("workspace");
    WorkspaceCopy.copy(WorkerProcess.WORKSPACE, workspace);
    version = WorkspaceCopy.limit(workspace, LIMITED, 1);
    start();
  }

  private void start() throws Exception {
    worker = WorkerProcess.start(servers, Map.of("OPENCLAW_WORKSPACE", workspace.toString()));
  }

  @AfterEach
  void end() {
    worker.close();
  }

  @Test
  void shouldRunOneStepOfAnAgentAtATimeAndThoseOfOthersMeanwhile() throws Exception {
    // given
    List<Path> until = List.of(folder.resolve("0"), folder.resolve("1"), folder.resolve("2"));
    List<RunStep> steps = until.stream().map(file -> step(LIMITED, file)).toList();
    for (RunStep step : steps) {
      sender.send(step);
    }
    RunStep other = step(OTHER, Files.writeString(folder.resolve("at once"), ""));
    sender.send(other);

    // then
    completed(other);
    for (int n = 0; n < steps.size(); n++) {
      RunStep step = steps.get(n);
      await().until(() -> reports.of(step).size() == 1);
      Files.writeString(until.get(n), "");
      completed(step);
    }
    assertThat(reportsOf(steps))
        .hasExactlyElementsOfTypes(
            Started.class,
            Completed.class,
            Started.class,
            Completed.class,
            Started.class,
            Completed.class);
    assertThat(reportsOf(steps).stream().map(StepReport::taskId).distinct())
        .containsExactlyElementsOf(steps.stream().map(RunStep::taskId).toList());
  }

  @Test
  void shouldStartWaitingStepsWhenTheirLimitIsRaised() throws Exception {
    // given
    Path until = folder.resolve("now");
    List<RunStep> steps = List.of(step(LIMITED, until), step(LIMITED, until), step(LIMITED, until));
    for (RunStep step : steps) {
      sender.send(step);
    }
    await().until(() -> gauge("running", LIMITED) == 1 && gauge("waiting", LIMITED) == 2);

    // when
    String edited = WorkspaceCopy.limit(workspace, LIMITED, 2);

    // then
    await().until(() -> gauge("running", LIMITED) == 2 && gauge("waiting", LIMITED) == 1);
    assertThat(reportsOf(steps)).hasOnlyElementsOfType(Started.class).hasSize(2);
    await().until(() -> Files.readString(worker.log()).contains("edited. version=" + edited));
    Files.writeString(until, "");
    for (RunStep step : steps) {
      completed(step);
    }
  }

  @Test
  void shouldLeaveABacklogInKafka() throws Exception {
    // given a worker that finds a backlog, so that all of it could come at once
    worker.close();
    Path until = folder.resolve("now");
    List<RunStep> backlog = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      backlog.add(step(LIMITED, until));
      sender.send(backlog.getLast());
    }
    start();
    // one of them had its place maybe after all had been counted
    await().until(() -> gauge("waiting", LIMITED) >= FULL - 1);

    // when
    RunStep other = step(OTHER, Files.writeString(folder.resolve("at once"), ""));
    sender.send(other);
    completed(other);

    // then
    assertThat(gauge("waiting", LIMITED)).isBetween(FULL - 1.0, 2.0 * FULL - 1);
    assertThat(reportsOf(backlog)).hasSize(1);
    assertThat(worker.get("/q/health").statusCode()).isEqualTo(200);

    // when
    WorkspaceCopy.limit(workspace, LIMITED, 8);
    Files.writeString(until, "");

    // then
    for (RunStep step : backlog) {
      completed(step);
    }
    assertThat(reportsOf(backlog)).hasSize(120);
    assertThat(gauge("waiting", LIMITED)).isZero();
    await().until(() -> committed(LIMITED) == end(LIMITED));
    assertThat(worker.get("/q/health").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldNotLetItsEndWaitForRoom() throws Exception {
    // given
    RunStep running = step(LIMITED, folder.resolve("never"));
    RunStep waiting = step(LIMITED, Files.writeString(folder.resolve("at once"), ""));
    sender.send(running);
    sender.send(waiting);
    await().until(() -> gauge("waiting", LIMITED) == 1);

    // when
    int status = worker.terminate();

    // then
    assertThat(status).isEqualTo(143);
    assertThat(reports.of(waiting)).isEmpty();
    try (WorkerProcess next =
        WorkerProcess.start(servers, Map.of("OPENCLAW_WORKSPACE", workspace.toString()))) {
      completed(waiting);
      assertThat(next.get("/q/health/live").statusCode()).isEqualTo(200);
    }
  }

  private RunStep step(String agent, Path until) {
    return waitingStep(agent, until, version);
  }

  /** All that was said of some steps, in its order. */
  private static List<StepReport> reportsOf(List<RunStep> steps) {
    List<UUID> tasks = steps.stream().map(RunStep::taskId).toList();
    return reports.events(StepReport.class).stream()
        .filter(report -> tasks.contains(report.taskId()))
        .toList();
  }

  /** Zero while nothing of the agent was read. */
  private double gauge(String what, String agent) throws IOException, InterruptedException {
    String name = "openclaw_worker_steps_%s{agent_id=\"%s\"}".formatted(what, agent);
    return worker
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .findFirst()
        .orElse(0);
  }

  private static long committed(String agent) throws Exception {
    return servers.kafka.committed("openclaw-workers", partition(agent));
  }

  private static long end(String agent) throws Exception {
    return servers.kafka.end(partition(agent));
  }

  private static TopicPartition partition(String agent) {
    return new TopicPartition(Topics.steps(agent), 0);
  }
}
