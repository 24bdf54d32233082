package io.openclaw.worker.it;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.Artifact;
import io.openclaw.event.EventJson;
import io.openclaw.event.Result;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport;
import io.openclaw.event.StepReport.Failed;
import io.openclaw.event.ValueReference;
import io.openclaw.testing.S3Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Values that are too large to be carried along, with artifacts in files and in a real S3 store.
 */
@Timeout(300)
class LargeValuesIT extends StepsCase {

  @Test
  void shouldHandOnAValueOfMegabytesByAFewBytes() throws Exception {
    try (WorkerProcess worker = WorkerProcess.start(servers, Map.of())) {
      handOn();

      assertThat(worker.data().resolve("artifacts")).isNotEmptyDirectory();
    }
  }

  @Test
  void shouldCarryNoMoreThanTheTaskHasRoomFor() throws Exception {
    try (WorkerProcess _ = WorkerProcess.start(servers, Map.of())) {
      RunStep enough = StepSender.directStep("shared/basics:count");
      RunStep less = StepSender.within(StepSender.directStep("shared/basics:count"), 1);
      sender.send(enough);
      sender.send(less);

      assertThat(completed(enough).outputs().values()).noneMatch(ValueReference::isReserved);
      assertThat(completed(less).outputs().values())
          .isNotEmpty()
          .allMatch(ValueReference::isReserved);
    }
  }

  @Test
  void shouldHandItOnFromOneMachineToAnotherByWayOfS3() throws Exception {
    try (S3Server s3 = S3Server.start()) {
      Map<String, String> settings = settings(s3, S3Server.SECRET);
      RunStep bulk = StepSender.directStep("shared/basics:bulk");
      Result made;
      try (WorkerProcess first = WorkerProcess.start(servers, settings)) {
        sender.send(bulk);
        made = completed(bulk);
        assertThat(first.data().resolve("artifacts")).doesNotExist();
      }
      try (WorkerProcess _ = WorkerProcess.start(servers, settings)) {
        sender.send(bulk);
        weigh(bulk, made);
        assertThat(reports.of(bulk))
            .as("of two steps, each done once")
            .filteredOn(StepReport.Completed.class::isInstance)
            .hasSize(2);
        assertThat(reports.of(bulk))
            .as("the other worker's word of who had the first one")
            .filteredOn(StepReport.Started.class::isInstance)
            .filteredOn(report -> report.step().equals(bulk.step()))
            .extracting(report -> ((StepReport.Started) report).incarnation())
            .hasSize(2)
            .containsOnly(((StepReport.Started) reports.of(bulk).getFirst()).incarnation());
      }
    }
  }

  @Test
  void shouldFailPassinglyWhileTheStoreRefusesAndGoOnWhenItDoesNot() throws Exception {
    try (S3Server s3 = S3Server.start();
        WorkerProcess worker = WorkerProcess.start(servers, settings(s3, "wrong-0123456789"))) {
      Failed refused = failedBeforeItBegan(StepSender.directStep("shared/basics:bulk"));
      assertThat(refused.cause().code()).isEqualTo("ARTIFACTS_UNAVAILABLE");
      assertThat(refused.cause().retryable()).isTrue();
      assertThat(refused.cause().message()).contains("refuses access (SignatureDoesNotMatch)");
      assertThat(Files.readString(worker.log())).doesNotContain("wrong-0123456789");

      S3Server.credentials(folder.resolve("credentials"), S3Server.SECRET);
      await().until(this::isDone);
    }
  }

  /** Whether the next step comes to its end; as the orchestrator tries again what may pass. */
  private boolean isDone() throws Exception {
    RunStep next = StepSender.directStep("shared/basics:count");
    sender.send(next);
    await().until(() -> isOver(next));
    return reports.of(next).getLast() instanceof StepReport.Completed;
  }

  private static boolean isOver(RunStep step) {
    return reports.of(step).stream()
        .anyMatch(
            report -> report.step().equals(step.step()) && !(report instanceof StepReport.Started));
  }

  private void handOn() throws Exception {
    RunStep bulk = StepSender.directStep("shared/basics:bulk");
    sender.send(bulk);
    weigh(bulk, completed(bulk));
  }

  /** A later step of the task reads what an earlier one has made. */
  private void weigh(RunStep bulk, Result made) throws Exception {
    JsonNode values = requireNonNull(made.outputs().get("values"));
    ValueReference reference = requireNonNull(ValueReference.of(values));
    assertThat(reference.bytes()).isGreaterThan(5_000_000);
    assertThat(reports.of(bulk).stream().mapToInt(report -> EventJson.write(report).length))
        .allMatch(bytes -> bytes < 2_000);
    assertThat(made.artifacts())
        .extracting(Artifact::name)
        .containsExactly("note.txt", "values.json");

    RunStep weigh =
        StepSender.laterStep(
            bulk.taskId(),
            "shared/basics:weigh",
            Map.of(
                "values",
                values,
                "file",
                EventJson.mapper().valueToTree(made.artifacts().getFirst().uri())));
    sender.send(weigh);
    await().until(() -> isOver(weigh));
    assertWeighed(completed(weigh));

    // and so does a step of a task that tries this one again, and of no other
    RunStep again = StepSender.again(weigh);
    sender.send(again);
    await().until(() -> isOver(again));
    assertWeighed(completed(again));
    RunStep foreign =
        StepSender.laterStep(UUID.randomUUID(), "shared/basics:weigh", weigh.inputs());
    assertThat(failed(foreign).cause().code()).isEqualTo("VALUE_MISSING");
  }

  private static void assertWeighed(Result result) throws Exception {
    assertThat(result.outputs().get("weigh"))
        .isEqualTo(
            EventJson.mapper()
                .readTree("{\"rows\": 10000, \"sum\": 49995000, \"file\": \"a file\"}"));
  }

  private static Failed failedBeforeItBegan(RunStep step) throws Exception {
    sender.send(step);
    await().until(() -> reports.of(step).stream().anyMatch(Failed.class::isInstance));
    return (Failed) reports.of(step).getLast();
  }

  private Map<String, String> settings(S3Server s3, String secret) throws Exception {
    Path credentials = S3Server.credentials(folder.resolve("credentials"), secret);
    Map<String, String> settings = new HashMap<>();
    settings.put("OPENCLAW_ARTIFACTS_STORE", "s3");
    settings.put("OPENCLAW_ARTIFACTS_S3_BUCKET", S3Server.BUCKET);
    settings.put("OPENCLAW_ARTIFACTS_S3_ENDPOINT", s3.endpoint().toString());
    settings.put("OPENCLAW_ARTIFACTS_S3_PATH_STYLE", "true");
    settings.put("AWS_SHARED_CREDENTIALS_FILE", credentials.toString());
    return settings;
  }
}
