package io.openclaw.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.openclaw.event.EventJson;
import io.openclaw.event.Failure;
import io.openclaw.event.Result;
import io.openclaw.event.Route;
import io.openclaw.event.TaskEvent.TaskFailed;
import io.openclaw.task.TaskView.AssignmentView;
import io.openclaw.task.TaskView.StepView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The services hand these to each other as JSON. */
class TaskViewTest {
  private static final ObjectMapper JSON = EventJson.mapper();
  private static final UUID TASK = UUID.fromString("0193a4c0-7d5e-7b1a-9c3d-5e8f70214a6b");
  private static final Instant AT = Instant.parse("2026-11-22T09:30:00Z");
  private static final Failure TIMEOUT = Failure.passing("TIMEOUT", "too slow");

  @Test
  void shouldSurviveJson() throws Exception {
    Result result = new Result("done", Map.of(), List.of());
    TaskView view =
        new TaskView(
            TASK,
            "acme",
            "训练",
            TaskStatus.COMPLETED,
            new Route("rule", Route.Kind.AGENT, "agent-a", "matched"),
            "0123456789abcdef",
            List.of(
                new StepView(
                    "step-1",
                    "First",
                    List.of(),
                    StepStatus.COMPLETED,
                    List.of(
                        new AssignmentView(
                            "agent-a",
                            StepStatus.COMPLETED,
                            2,
                            "worker-1",
                            List.of(TIMEOUT),
                            result)),
                    null,
                    List.of())),
            result,
            null,
            AT,
            AT.plusSeconds(1));

    assertThat(JSON.readValue(JSON.writeValueAsBytes(view), TaskView.class)).isEqualTo(view);
  }

  @Test
  void shouldSurviveJsonBeforeItIsRouted() throws Exception {
    TaskView view =
        new TaskView(
            TASK, "acme", "x", TaskStatus.ACCEPTED, null, null, List.of(), null, null, AT, AT);

    byte[] json = JSON.writeValueAsBytes(view);

    assertThat(JSON.readTree(json).has("route")).isFalse();
    assertThat(JSON.readValue(json, TaskView.class)).isEqualTo(view);
  }

  @Test
  void shouldNameTypeOfRecordedEvent() throws Exception {
    RecordedEvent recorded = new RecordedEvent(3, new TaskFailed(TASK, AT, TIMEOUT));

    byte[] json = JSON.writeValueAsBytes(recorded);

    assertThat(JSON.readTree(json).at("/event/type").asText())
        .isEqualTo("io.openclaw.task.failed.v1");
    assertThat(JSON.readValue(json, RecordedEvent.class)).isEqualTo(recorded);
  }

  @ParameterizedTest
  @CsvSource({"ACCEPTED, false", "RUNNING, false", "COMPLETED, true", "FAILED, true"})
  void shouldKnowFinalStatus(TaskStatus status, boolean isFinal) {
    assertThat(status.isFinal()).isEqualTo(isFinal);
  }
}
