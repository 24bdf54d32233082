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
import io.openclaw.event.StepReport.Completed;
import io.openclaw.event.StepReport.Failed;
import io.openclaw.event.StepReport.Started;
import io.openclaw.event.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged worker with a real Kafka and a real Redis. */
class WorkerIT extends WorkerCase {
  private static RunReader runs;

  @BeforeAll
  static void watch() {
    runs = new RunReader(servers);
  }

  @AfterAll
  static void lookAway() throws Exception {
    runs.close();
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
    assertThat(reports.of(step)).hasExactlyElementsOfTypes(Started.class, Completed.class);
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
    await().until(() -> !runs.progress(step.taskId()).isEmpty());
    Files.writeString(until, "");
    completed(step);
    sender.send(step);
    sender.send(last);
    completed(last);

    // then
    assertThat(reports.of(step)).hasExactlyElementsOfTypes(Started.class, Completed.class);
    assertThat(runs.progress(step.taskId())).hasSize(1);
  }

  private static void assertNothingRuns(RunStep step) throws Exception {
    List<Long> pids =
        Arrays.stream(runs.progress(step.taskId()).getFirst().split(" ", -1))
            .map(Long::parseLong)
            .toList();
    assertThat(pids)
        .hasSize(2)
        .noneMatch(pid ->
            ProcessHandle.of(pid)
                .filter(handle -> handle.info().command().isPresent())
                .isPresent());
  }
}
