package io.openclaw.gateway.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import io.openclaw.event.TaskCommand;
import io.openclaw.event.TaskCommand.CancelTask;
import io.openclaw.event.TaskCommand.ResolveApproval;
import io.openclaw.event.TaskCommand.RetryTask;
import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.SocketClient;
import io.openclaw.gateway.testing.Stack;
import io.openclaw.task.StepStatus;
import io.openclaw.task.TaskStatus;
import io.openclaw.task.TaskView;
import io.openclaw.task.TaskView.StepView;
import io.vertx.redis.client.Command;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What people decide about tasks that run. */
class TaskDecisionsIT {
  private final Stack stack = Stack.get();
  private final GatewayProcess gateway = stack.gateway();

  @Test
  void shouldStoreThatATaskIsCancelled() throws Exception {
    UUID id = task(TaskStatus.RUNNING, "default", StepStatus.RUNNING);

    HttpResponse<String> response =
        gateway.post("/v1/tasks/" + id + "/cancel", "{\"reason\": \" wrong file \"}");

    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    assertThat(json(response).path("status").asText()).isEqualTo("RUNNING");
    CancelTask command = (CancelTask) onlyCommandOf(id);
    assertThat(command.reason()).isEqualTo("wrong file");
    assertThat(command.by()).isEqualTo("default");
    assertThat(command.tenant()).isEqualTo("default");
  }

  @Test
  void shouldCancelWithoutAReasonOverWebSocket() throws Exception {
    UUID id = task(TaskStatus.RUNNING, "default", StepStatus.RUNNING);

    try (SocketClient client = client()) {
      client.callOk("task.cancel", "{\"taskId\": \"" + id + "\"}");
    }

    assertThat(((CancelTask) onlyCommandOf(id)).reason()).isNull();
  }

  @Test
  void shouldNotCancelWhatIsOverOrNobodysOrAnothers() throws Exception {
    UUID over = task(TaskStatus.COMPLETED, "default", StepStatus.COMPLETED);
    UUID others = task(TaskStatus.RUNNING, "acme", StepStatus.RUNNING);

    assertProblem(gateway.post("/v1/tasks/" + over + "/cancel", "{}"), 409, "TASK_IS_OVER");
    assertProblem(gateway.post("/v1/tasks/" + others + "/cancel", "{}"), 404, "TASK_NOT_FOUND");
    assertProblem(
        gateway.post("/v1/tasks/" + UUID.randomUUID() + "/cancel", "{}"), 404, "TASK_NOT_FOUND");
    assertThat(stack.kafka().recordsOf(over)).isEmpty();
    assertThat(stack.kafka().recordsOf(others)).isEmpty();
  }

  @Test
  void shouldNotCancelWhatIsOnlyAcceptedAndAnothers() throws Exception {
    // given the same note of two tasks, but for its tenant
    String answer = gateway.post("/v1/tasks", "{\"text\": \"a\"}").body();
    UUID own = UUID.fromString(EventJson.mapper().readTree(answer).path("id").asText());
    String note = stack.redis().command(Command.GET, note(own)).toString();
    UUID others = UUID.randomUUID();
    String othersNote = note.replaceFirst("^default\n", "acme\n");
    assertThat(othersNote).isNotEqualTo(note);
    stack.redis().command(Command.SET, note(others), othersNote);

    // then
    assertProblem(gateway.post("/v1/tasks/" + others + "/cancel", "{}"), 404, "TASK_NOT_FOUND");
    assertProblem(gateway.get("/v1/tasks/" + others), 404, "TASK_NOT_FOUND");
    assertThat(stack.kafka().recordsOf(others)).isEmpty();
    assertThat(gateway.post("/v1/tasks/" + own + "/cancel", "{}").statusCode()).isEqualTo(202);
  }

  private static String note(UUID id) {
    return "openclaw:accepted:{" + id + "}";
  }

  @Test
  void shouldStoreThatATaskIsTriedAgain() throws Exception {
    UUID ended = task(TaskStatus.FAILED, "default", StepStatus.FAILED);

    HttpResponse<String> response =
        gateway.post("/v1/tasks/" + ended + "/retry", "{\"from\": \"release\"}");

    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    UUID again = UUID.fromString(json(response).path("id").asText());
    assertThat(response.headers().firstValue("location").orElseThrow()).endsWith("/" + again);
    RetryTask command = (RetryTask) onlyCommandOf(again);
    assertThat(command.retryOf()).isEqualTo(ended);
    assertThat(command.from()).isEqualTo("release");
    assertThat(stack.kafka().recordsOf(ended)).isEmpty();
  }

  @Test
  void shouldTryAgainOverWebSocketAsOftenAsTheKeySays() throws Exception {
    UUID ended = task(TaskStatus.CANCELLED, "default", StepStatus.CANCELLED);
    String parameters = "{\"taskId\": \"" + ended + "\", \"idempotencyKey\": \"" + ended + "\"}";

    try (SocketClient client = client()) {
      String first = client.callOk("task.retry", parameters).path("taskId").asText();
      String second = client.callOk("task.retry", parameters).path("taskId").asText();

      assertThat(second).isEqualTo(first);
      assertThat(((RetryTask) onlyCommandOf(UUID.fromString(first))).from()).isNull();
    }
  }

  @Test
  void shouldNotTryAgainWhatRunsOrHasNoSuchStepOrIsAnothers() throws Exception {
    UUID runs = task(TaskStatus.RUNNING, "default", StepStatus.RUNNING);
    UUID ended = task(TaskStatus.FAILED, "default", StepStatus.FAILED);
    UUID others = task(TaskStatus.FAILED, "acme", StepStatus.FAILED);

    assertProblem(gateway.post("/v1/tasks/" + runs + "/retry", "{}"), 409, "TASK_IS_RUNNING");
    assertProblem(
        gateway.post("/v1/tasks/" + ended + "/retry", "{\"from\": \"nowhere\"}"),
        400,
        "INVALID_FIELD");
    assertProblem(gateway.post("/v1/tasks/" + others + "/retry", "{}"), 404, "TASK_NOT_FOUND");
  }

  @Test
  void shouldStoreADecisionAboutAStepThatWaitsForOne() throws Exception {
    UUID id = task(TaskStatus.RUNNING, "default", StepStatus.APPROVING);

    HttpResponse<String> response =
        gateway.post(
            "/v1/tasks/" + id + "/approvals",
            "{\"step\": \"release.ship\", \"approved\": true, \"note\": \"go\"}");

    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    ResolveApproval command = (ResolveApproval) onlyCommandOf(id);
    assertThat(command.stepId()).isEqualTo("release.ship");
    assertThat(command.approved()).isTrue();
    assertThat(command.note()).isEqualTo("go");
  }

  @Test
  void shouldStoreADecisionOverWebSocket() throws Exception {
    UUID id = task(TaskStatus.RUNNING, "default", StepStatus.APPROVING);

    try (SocketClient client = client()) {
      client.callOk(
          "task.approve",
          "{\"taskId\": \"" + id + "\", \"step\": \"release.ship\", \"approved\": false}");
    }

    assertThat(((ResolveApproval) onlyCommandOf(id)).approved()).isFalse();
  }

  @Test
  void shouldRefuseDecisionsThatNobodyWaitsForOrThatSayNothing() throws Exception {
    UUID id = task(TaskStatus.RUNNING, "default", StepStatus.RUNNING);
    String path = "/v1/tasks/" + id + "/approvals";

    assertProblem(
        gateway.post(path, "{\"step\": \"release.ship\", \"approved\": true}"), 409, "NOT_WAITING");
    assertProblem(
        gateway.post(path, "{\"step\": \"elsewhere\", \"approved\": true}"), 409, "NOT_WAITING");
    assertProblem(gateway.post(path, "{\"step\": \"release.ship\"}"), 400, "INVALID_FIELD");
    assertProblem(gateway.post(path, "{\"approved\": true}"), 400, "INVALID_FIELD");
    assertThat(stack.kafka().recordsOf(id)).isEmpty();
  }

  private SocketClient client() throws Exception {
    return SocketClient.open(gateway.webSocket("/")).connect(GatewayProcess.TOKEN);
  }

  private UUID task(TaskStatus status, String tenant, StepStatus step) {
    UUID id = UUID.randomUUID();
    StepView ship =
        new StepView("release.ship", "Ship", List.of(), step, List.of(), null, List.of());
    StepView release =
        new StepView(
            "release", "Release", List.of(), StepStatus.RUNNING, List.of(), null, List.of(ship));
    stack
        .orchestrator()
        .put(
            new TaskView(
                id,
                tenant,
                "release",
                status,
                null,
                null,
                List.of(release),
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH));
    return id;
  }

  private TaskCommand onlyCommandOf(UUID id) throws Exception {
    List<ConsumerRecord<String, byte[]>> records = stack.kafka().recordsOf(id);
    assertThat(records).hasSize(1);
    return EventJson.read(records.getFirst().value(), TaskCommand.class);
  }

  private static void assertProblem(HttpResponse<String> response, int status, String code)
      throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(json(response).path("code").asText()).isEqualTo(code);
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return EventJson.mapper().readTree(response.body());
  }
}
