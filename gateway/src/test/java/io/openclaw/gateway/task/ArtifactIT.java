package io.openclaw.gateway.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.Artifact;
import io.openclaw.event.EventJson;
import io.openclaw.event.Result;
import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.Stack;
import io.openclaw.task.StepStatus;
import io.openclaw.task.TaskStatus;
import io.openclaw.task.TaskView;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactIT {
  private static final String SHA = "a".repeat(64);

  private final Stack stack = Stack.get();
  private final GatewayProcess gateway = stack.gateway();
  private final UUID task = UUID.randomUUID();

  @ParameterizedTest
  @ValueSource(strings = {"product_spec.md", "规格 1.md", "a+b%20c.md"})
  void shouldHandOutAListedFile(String name) throws Exception {
    // given
    write(name, "# Spec\n企鹅\n");
    stack.orchestrator().put(taskWith("default", name));

    // when
    HttpResponse<String> response = gateway.get(path(name));

    // then
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("# Spec\n企鹅\n");
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/markdown");
    assertThat(response.headers().firstValue("ETag")).contains("\"" + SHA + "\"");
    assertThat(response.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.x+json",
        "text/html; charset=utf-8",
        "text/x;charset=\"no such\""
      })
  void shouldHandOutAFileUnderItsMediaType(String mediaType) throws Exception {
    // given
    write("x.md", "企鹅");
    stack.orchestrator().put(taskWith("default", "x.md", mediaType));

    // when
    HttpResponse<String> response = gateway.get(path("x.md"));

    // then
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
        .startsWith(mediaType.replaceAll("[ \"]|no such", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "markdown",
        "",
        "text/",
        "/markdown",
        "*/*",
        "text/*",
        "text/markdown; charset",
        "文本/文本",
        "text/markdown\r\nX-Evil: 1",
      })
  void shouldHandOutAFileWhoseMediaTypeIsNone(String mediaType) throws Exception {
    // given
    write("x.md", "# Spec\n");
    stack.orchestrator().put(taskWith("default", "x.md", mediaType));

    // when
    HttpResponse<String> response = gateway.get(path("x.md"));

    // then
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("# Spec\n");
    assertThat(response.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(response.headers().firstValue("X-Evil")).isEmpty();
  }

  @Test
  void shouldShowTheTaskWithItsArtifacts() throws Exception {
    // given
    TaskView view = taskWith("default", "x.md");
    stack.orchestrator().put(view);

    // when
    HttpResponse<String> response = gateway.get("/v1/tasks/" + task);

    // then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(EventJson.mapper().readTree(response.body()))
        .isEqualTo(EventJson.mapper().readTree(EventJson.writeString(view)));
  }

  @Test
  void shouldHandOutNothingThatTheTaskDoesNotList() throws Exception {
    // given
    write("listed.md", "listed");
    write("secret.md", "secret");
    stack.orchestrator().put(taskWith("default", "listed.md"));

    // then
    assertNotFound(path("secret.md"));
    assertNotFound("/v1/tasks/" + task + "/artifacts/step-1/agent-one/2/listed.md");
    assertNotFound("/v1/tasks/" + task + "/artifacts/step-1/agent-one/1/..%2F1%2Flisted.md");
  }

  @Test
  void shouldNotFollowALinkOutOfTheStore() throws Exception {
    // given
    Path secret = Files.writeString(stack.folder().resolve("secret-" + task), "secret");
    Files.createDirectories(folder());
    Files.createSymbolicLink(folder().resolve("link.md"), secret.toAbsolutePath());
    stack.orchestrator().put(taskWith("default", "link.md"));

    // then
    assertNotFound(path("link.md"));
  }

  @Test
  void shouldNotLeaveTheStoreEvenForAListedName() throws Exception {
    // given
    stack.orchestrator().put(taskWith("default", "../../../../../../gateway.txt"));

    // then
    assertNotFound(path("../../../../../../gateway.txt"));
  }

  @Test
  void shouldSayWhenTheFileIsGone() throws Exception {
    // given
    stack.orchestrator().put(taskWith("default", "gone.md"));

    // then
    assertNotFound(path("gone.md"));
  }

  @Test
  void shouldHandOutNothingOfAnotherTenant() throws Exception {
    // given
    write("x.md", "x");
    stack.orchestrator().put(taskWith("somebody-else", "x.md"));

    // then
    for (String path : List.of(path("x.md"), "/v1/tasks/" + task)) {
      HttpResponse<String> response = gateway.get(path);
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.body()).contains("TASK_NOT_FOUND");
    }
  }

  private void assertNotFound(String path) throws Exception {
    HttpResponse<String> response = gateway.get(path);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("ARTIFACT_NOT_FOUND");
  }

  private String path(String name) {
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return "/v1/tasks/" + task + "/artifacts/step-1/agent-one/1/" + encoded;
  }

  private Path folder() {
    return stack.data().resolve("artifacts/" + task + "/step-1/agent-one/1");
  }

  private void write(String name, String content) throws Exception {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve(name), content);
  }

  private TaskView taskWith(String tenant, String name) {
    return taskWith(tenant, name, "text/markdown");
  }

  private TaskView taskWith(String tenant, String name, String mediaType) {
    String uri = "artifact:" + task + "/step-1/agent-one/1/" + name;
    Artifact artifact = new Artifact(name, uri, mediaType, 3, SHA);
    Result result = new Result("done", Map.of(), List.of(artifact));
    TaskView.AssignmentView part =
        new TaskView.AssignmentView(
            "agent-one", StepStatus.COMPLETED, 1, "worker-1", List.of(), result);
    Instant now = Instant.parse("2026-11-22T10:00:00.123456Z");
    return new TaskView(
        task,
        tenant,
        "Write a spec",
        TaskStatus.COMPLETED,
        null,
        "0123456789abcdef",
        List.of(
            new TaskView.StepView(
                "step-1", "Spec", List.of(), StepStatus.COMPLETED, List.of(part), null, List.of())),
        null,
        null,
        now,
        now);
  }
}
