package io.openclaw.gateway.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.artifact.ArtifactAddress;
import io.openclaw.event.Artifact;
import io.openclaw.event.Result;
import io.openclaw.event.StepAttempt;
import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.Stack;
import io.openclaw.task.TaskStatus;
import io.openclaw.task.TaskView;
import io.openclaw.testing.S3Server;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose artifacts are in a real S3 store. */
@Timeout(180)
class S3ArtifactIT {
  private final Stack stack = Stack.get();
  private final UUID task = UUID.randomUUID();

  @TempDir Path folder;

  @Test
  void shouldHandOutFilesFromS3AndSayWhenItIsAway() throws Exception {
    try (S3Server s3 = S3Server.start()) {
      try (GatewayProcess gateway = GatewayProcess.start(folder, environment(s3))) {
        s3.put(address("x.md").path(), "# 企鹅");
        stack.orchestrator().put(taskWith("x.md", "gone.md"));

        HttpResponse<String> found = gateway.get(path("x.md"));
        assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
        assertThat(found.body()).isEqualTo("# 企鹅");
        assertThat(found.headers().firstValue("Content-Length")).contains("8");
        assertThat(gateway.get(path("gone.md")).body()).contains("ARTIFACT_NOT_FOUND");
        assertThat(gateway.get(path("unlisted.md")).body()).contains("ARTIFACT_NOT_FOUND");

        s3.kill();
        HttpResponse<String> away = gateway.get(path("x.md"));
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.body()).contains("UNAVAILABLE").doesNotContain("bucket");
      }
    }
  }

  private Map<String, String> environment(S3Server s3) throws Exception {
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("OPENCLAW_ARTIFACTS_STORE", "s3");
    environment.put("OPENCLAW_ARTIFACTS_S3_BUCKET", S3Server.BUCKET);
    environment.put("OPENCLAW_ARTIFACTS_S3_ENDPOINT", s3.endpoint().toString());
    environment.put("OPENCLAW_ARTIFACTS_S3_PATH_STYLE", "true");
    environment.put("OPENCLAW_ARTIFACTS_S3_PATIENCE", "1s");
    environment.put(
        "AWS_SHARED_CREDENTIALS_FILE",
        S3Server.credentials(folder.resolve("credentials"), S3Server.SECRET).toString());
    return environment;
  }

  private ArtifactAddress address(String name) {
    return ArtifactAddress.of(task, new StepAttempt("step-1", "agent-one", 1), name);
  }

  private String path(String name) {
    return "/v1/tasks/" + task + "/artifacts/" + address(name).pathInTask();
  }

  private TaskView taskWith(String... names) {
    List<Artifact> artifacts =
        List.of(names).stream()
            .map(
                name -> new Artifact(name, address(name).uri(), "text/markdown", 8, "a".repeat(64)))
            .toList();
    Instant now = Instant.parse("2026-11-22T10:00:00Z");
    return new TaskView(
        task,
        "default",
        "Write a spec",
        TaskStatus.COMPLETED,
        null,
        "0123456789abcdef",
        List.of(),
        new Result("done", Map.of(), artifacts),
        null,
        now,
        now);
  }
}
