package io.openclaw.worker.it;

import static io.openclaw.worker.it.StepSender.agentStep;
import static io.openclaw.worker.it.StepSender.directStep;
import static io.openclaw.worker.it.StepSender.waitingStep;
import static io.openclaw.worker.it.TopicLog.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.LiveEvent;
import io.openclaw.event.LiveEvent.SkillCalled;
import io.openclaw.event.LiveEvent.SkillProgress;
import io.openclaw.event.LiveEvent.SkillReturned;
import io.openclaw.event.LiveEvent.TextDelta;
import io.openclaw.event.Result;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport;
import io.openclaw.event.StepReport.Completed;
import io.openclaw.event.StepReport.Failed;
import io.openclaw.event.StepReport.Started;
import io.openclaw.event.Topics;
import io.openclaw.event.WorkerSignal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged worker with a real Kafka and a real Redis. */
class WorkerIT {
  private static Servers servers;
  private static WorkerProcess worker;
  private static TopicLog reports;
  private static StepSender sender;
  private static RunReader runs;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    servers = Servers.get();
    worker = WorkerProcess.start(servers, Map.of());
    reports = new TopicLog(servers.kafka, Topics.REPORTS);
    sender = new StepSender(servers.kafka);
    runs = new RunReader(servers);
  }

  @AfterAll
  static void stop() throws Exception {
    worker.close();
    runs.close();
    sender.close();
    reports.close();
  }

  @Test
  void shouldRunAnAgentsStepAndLetPeopleWatchItInOrder() throws Exception {
    // given
    RunStep step = agentStep("agent-tester", List.of("craft", "shared/basics"), "thing");
    runs.listen(step.taskId());

    // when
    sender.send(step);
    Result result = completed(step);

    // then
    assertThat(of(step)).hasExactlyElementsOfTypes(Started.class, Completed.class);
    assertThat(result.text()).contains("Rehearsal", "Made a thing out of 3 rows.", "thing.md");
    assertThat(result.outputs()).containsKeys("thing", "table");
    assertThat(result.artifacts())
        .singleElement()
        .satisfies(a -> assertThat(a.size()).isEqualTo(21));
    assertThat(
            worker
                .data()
                .resolve("artifacts")
                .resolve(result.artifacts().getFirst().uri().substring(9)))
        .hasContent("Make a thing: 3 rows");

    List<LiveEvent> live = runs.events(step.taskId());
    assertThat(live)
        .hasExactlyElementsOfTypes(
            TextDelta.class,
            SkillCalled.class,
            SkillProgress.class,
            SkillReturned.class,
            TextDelta.class,
            SkillCalled.class,
            SkillProgress.class,
            SkillReturned.class,
            TextDelta.class);
    assertThat(live).allSatisfy(event -> assertThat(event.step()).isEqualTo(step.step()));
    await().untilAsserted(() -> assertThat(runs.announced()).isEqualTo(runs.ids(step.taskId())));
    assertThat(runs.secondsToLive(step.taskId())).isBetween(80_000L, 86_400L);
  }

  @Test
  void shouldCallAHandlerDirectly() throws Exception {
    // given
    RunStep step = directStep("shared/basics:count");

    // when
    sender.send(step);

    // then
    Result result = completed(step);
    assertThat(result.text()).isEqualTo("3 rows.");
    assertThat(result.outputs()).containsOnlyKeys("table");
  }

  @Test
  void shouldReportAsCloudEventsKeyedByTask() throws Exception {
    // given
    RunStep step = directStep("shared/basics:count");

    // when
    sender.send(step);
    completed(step);

    // then
    ConsumerRecord<String, byte[]> record =
        reports.records().stream()
            .filter(r -> r.key().equals(step.taskId().toString()))
            .findFirst()
            .orElseThrow();
    assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
    assertThat(header(record, "ce_type")).isEqualTo("io.openclaw.report.started.v1");
    assertThat(header(record, "ce_source")).isEqualTo("/openclaw/worker/" + worker.id());
    assertThat(header(record, "ce_subject")).isEqualTo(step.taskId().toString());
    assertThat(header(record, "content-type")).isEqualTo("application/json");
  }

  @Test
  void shouldBuryPoisonAndGoOn() throws Exception {
    // given
    RunStep step = directStep("shared/basics:count");
    String poison = "{\"type\":\"io.openclaw.step.fly.v1\",\"n\":\"" + UUID.randomUUID() + "\"}";

    // when
    sender.send(Topics.steps("shared"), poison);
    sender.send(step);
    completed(step);

    // then
    try (TopicLog deadLetters = new TopicLog(servers.kafka, Topics.DEAD_LETTERS)) {
      await()
          .untilAsserted(() ->
              assertThat(deadLetters.records())
                  .filteredOn(r -> new String(r.value(), StandardCharsets.UTF_8).equals(poison))
                  .singleElement()
                  .satisfies(letter -> {
                    assertThat(letter.key()).isEqualTo("poison");
                    assertThat(header(letter, "dead-letter-reason")).contains("no StepCommand");
                    assertThat(header(letter, "dead-letter-topic"))
                        .isEqualTo("openclaw.steps.shared");
                    assertThat(header(letter, "dead-letter-partition")).isEqualTo("0");
                    assertThat(Long.parseLong(header(letter, "dead-letter-offset")))
                        .isNotNegative();
                  }));
    }
  }

  @Test
  void shouldFailWhatIsNotInTheWorkspaceOrNotAllowed() throws Exception {
    assertThat(failed(agentStep("agent-helper", List.of("magic"), null)).cause().code())
        .isEqualTo("UNKNOWN_SKILL");
    assertThat(failed(agentStep("agent-helper", List.of("craft"), null)).cause().code())
        .isEqualTo("FORBIDDEN_SKILL");
    assertThat(failed(directStep("craft:make")).cause().code()).isEqualTo("FORBIDDEN_SKILL");
    assertThat(failed(directStep("shared/basics:fly")).cause().code()).isEqualTo("UNKNOWN_HANDLER");
  }

  @Test
  void shouldFindTheTopicOfANewAgent() throws Exception {
    // given
    String agent = "agent-" + UUID.randomUUID();
    servers.kafka.createTopics(Topics.steps(agent));

    // then
    assertThat(failed(agentStep(agent, List.of(), null)).cause().code()).isEqualTo("UNKNOWN_AGENT");
  }

  @Test
  void shouldFailAStepThatNeedsASkillThatIsNotReady() throws Exception {
    // when
    Failed failed = failed(directStep("shared/unready:idle"));

    // then
    assertThat(failed.cause().code()).isEqualTo("SKILL_NOT_READY");
    assertThat(failed.cause().retryable()).isTrue();
    assertThat(failed.cause().message()).contains("openclaw-no-such-package");
  }

  @Test
  void shouldEndAStepWhoseTimeIsOverWithAllThatItStarted() throws Exception {
    // given
    RunStep step = waitingStep(folder.resolve("never"), Duration.ofSeconds(3));

    // when
    Failed failed = failed(step);

    // then
    assertThat(failed.cause().code()).isEqualTo("TIMEOUT");
    assertThat(failed.cause().retryable()).isTrue();
    assertNothingRuns(step);
  }

  @Test
  void shouldRunAStepOnceThatComesThreeTimes() throws Exception {
    // given
    Path until = folder.resolve("now");
    RunStep step = waitingStep(until, Duration.ofSeconds(60));
    RunStep last = directStep("shared/basics:count");

    // when
    sender.send(step);
    sender.send(step);
    await().until(() -> !progress(step).isEmpty());
    Files.writeString(until, "");
    completed(step);
    sender.send(step);
    sender.send(last);
    completed(last);

    // then
    assertThat(of(step)).hasExactlyElementsOfTypes(Started.class, Completed.class);
    assertThat(progress(step)).hasSize(1);
  }

  @Test
  void shouldSendHeartbeatsWithTheNumberOfSteps() throws Exception {
    // given
    Path until = folder.resolve("now");
    RunStep step = waitingStep(until, Duration.ofSeconds(60));
    sender.send(step);

    // then
    try (TopicLog signals = new TopicLog(servers.kafka, Topics.WORKERS)) {
      await()
          .until(() ->
              signals.events(WorkerSignal.class).stream()
                  .filter(WorkerSignal.Heartbeat.class::isInstance)
                  .map(WorkerSignal.Heartbeat.class::cast)
                  .anyMatch(b -> b.workerId().equals(worker.id()) && b.running() > 0));
    }
    Files.writeString(until, "");
    completed(step);
  }

  @Test
  void shouldServeItsOperators() throws Exception {
    // when
    String metrics = worker.get("/metrics").body();

    // then
    assertThat(metrics).contains("message_queue_depth").isNotEmpty();
    assertThat(worker.get("/q/metrics").statusCode()).isEqualTo(200);
    assertThat(worker.get("/q/openapi").body()).contains("/internal/v1/skills");
    assertThat(worker.get("/q/swagger-ui/").statusCode()).isEqualTo(200);
    assertThat(worker.get("/q/health").body()).contains("\"skills\"", "shared/basics");
    assertThat(worker.get("/internal/v1/skills").statusCode()).isEqualTo(401);
    assertThat(worker.get("/internal/v1/skills", "Authorization", "Bearer wrong").body())
        .contains("\"code\":\"UNAUTHENTICATED\"");
    await()
        .untilAsserted(() ->
            assertThat(
                    worker
                        .get(
                            "/internal/v1/skills", "Authorization", "Bearer " + WorkerProcess.TOKEN)
                        .body())
                .contains(
                    "\"id\":\"shared/basics\"", "\"state\":\"READY\"", "\"state\":\"NOT_READY\""));
  }

  @Test
  void shouldNameItsMetricsAsTheHandbookDoes() throws Exception {
    // given
    RunStep step = directStep("shared/basics:count");

    // when
    sender.send(step);
    completed(step);

    // then
    await()
        .untilAsserted(() ->
            assertThat(worker.get("/metrics").body())
                .contains(
                    "skill_execution_duration_seconds_count{skill_id=\"shared/basics\",status=\"completed\"",
                    "agent_requests_total{agent_id=\"shared\",status=\"completed\"",
                    "agent_request_latency_seconds_bucket{agent_id=\"shared\",skill_id=\"shared/basics\",le=\"0.5\""));
  }

  private static List<StepReport> of(RunStep step) {
    return reports.events(StepReport.class).stream()
        .filter(report -> report.taskId().equals(step.taskId()))
        .toList();
  }

  private static Result completed(RunStep step) {
    await().until(() -> of(step).size() >= 2);
    assertThat(of(step).getLast()).isInstanceOf(Completed.class);
    return ((Completed) of(step).getLast()).result();
  }

  private static Failed failed(RunStep step) throws Exception {
    sender.send(step);
    await().until(() -> of(step).size() >= 2);
    assertThat(of(step).getLast()).isInstanceOf(Failed.class);
    return (Failed) of(step).getLast();
  }

  private static List<String> progress(RunStep step) throws Exception {
    return runs.events(step.taskId()).stream()
        .filter(SkillProgress.class::isInstance)
        .map(event -> ((SkillProgress) event).message())
        .toList();
  }

  private static void assertNothingRuns(RunStep step) throws Exception {
    List<Long> pids =
        Arrays.stream(progress(step).getFirst().split(" ", -1)).map(Long::parseLong).toList();
    assertThat(pids)
        .hasSize(2)
        .noneMatch(pid ->
            ProcessHandle.of(pid)
                .filter(handle -> handle.info().command().isPresent())
                .isPresent());
  }
}
