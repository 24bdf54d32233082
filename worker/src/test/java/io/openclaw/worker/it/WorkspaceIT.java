package io.openclaw.worker.it;

import static io.openclaw.worker.it.StepSender.directStep;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.openclaw.event.Result;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.workspace.LoadResult.Loaded;
import io.openclaw.workspace.live.WorkspaceArchive;
import io.openclaw.workspace.load.WorkspaceLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each step is done with the version of the workspace that its task was planned by. */
class WorkspaceIT extends StepsCase {
  private static final String COUNT = "skills/shared/basics/handlers/count.py";

  private final Map<String, byte[]> archives = new ConcurrentHashMap<>();
  private Path workspace;
  private HttpServer orchestrator;
  private WorkerProcess worker;

  @BeforeEach
  void begin() throws Exception {
    workspace = folder.resolve("workspace");
    WorkspaceCopy.copy(WorkerProcess.WORKSPACE, workspace);
    orchestrator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    orchestrator.createContext("/internal/v1/workspace/versions/", this::answer);
    orchestrator.start();
    worker =
        WorkerProcess.start(
            servers,
            Map.of(
                "OPENCLAW_WORKSPACE",
                workspace.toString(),
                "ORCHESTRATOR_URL",
                "http://127.0.0.1:" + orchestrator.getAddress().getPort()));
  }

  @AfterEach
  void end() {
    worker.close();
    orchestrator.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] archive = archives.get(path.substring(path.lastIndexOf('/') + 1));
    boolean known =
        ("Bearer " + WorkerProcess.TOKEN)
            .equals(exchange.getRequestHeaders().getFirst("Authorization"));
    exchange.sendResponseHeaders(!known ? 401 : archive == null ? 404 : 200, 0);
    try (var body = exchange.getResponseBody()) {
      if (known && archive != null) {
        body.write(archive);
      }
    }
  }

  @Test
  void shouldDoNewStepsByTheEditAndEarlierOnesAsTheyWerePlanned() throws Exception {
    String before = WorkerProcess.version(workspace);
    String after = editCount("\"edited\"");
    await().until(() -> Files.readString(worker.log()).contains("edited. version=" + after));

    assertThat(summary(after)).isEqualTo("edited");
    assertThat(summary(before)).isNotEqualTo("edited");
  }

  @Test
  void shouldGetVersionThatItHasNeverSeenFromTheOrchestrator() throws Exception {
    Path elsewhere = folder.resolve("elsewhere");
    WorkspaceCopy.copy(workspace, elsewhere);
    edit(elsewhere, "\"of another time\"");
    Loaded loaded = (Loaded) WorkspaceLoader.load(elsewhere);
    archives.put(loaded.workspace().version(), WorkspaceArchive.pack(loaded.content()));

    assertThat(summary(loaded.workspace().version())).isEqualTo("of another time");
  }

  @Test
  void shouldFailStepOfAVersionThatNobodyHas() throws Exception {
    RunStep step = of("0123456789abcdef");

    assertThat(failed(step).cause().code()).isEqualTo("WORKSPACE_UNAVAILABLE");
    assertThat(failed(of("0123456789abcdef")).cause().message()).contains("0123456789abcdef");
  }

  @Test
  void shouldGoOnWithTheLastSoundVersion() throws Exception {
    String before = WorkerProcess.version(workspace);
    Files.writeString(workspace.resolve("orchestrator/routing-rules.yaml"), "rules: {}\n");

    await().until(() -> Files.readString(worker.log()).contains("is not sound"));
    assertThat(summary(before)).isNotEmpty();
    assertThat(worker.get("/q/health/ready").statusCode()).isEqualTo(200);
  }

  /** The version that results. */
  private String editCount(String summary) throws IOException {
    edit(workspace, summary);
    return WorkerProcess.version(workspace);
  }

  private static void edit(Path workspace, String summary) throws IOException {
    Files.writeString(
        workspace.resolve(COUNT),
        "def run(inputs, context):\n    return {\"rows\": 1, \"summary\": %s}\n"
            .formatted(summary));
  }

  private String summary(String version) throws Exception {
    RunStep step = of(version);
    sender.send(step);
    Result result = completed(step);
    return requireNonNull(result.outputs().get("table")).path("summary").asText();
  }

  private static RunStep of(String version) {
    RunStep step = directStep("shared/basics:count");
    return new RunStep(
        step.taskId(),
        step.at(),
        step.step(),
        version,
        step.request(),
        step.instruction(),
        step.inputs(),
        step.attachments(),
        step.skills(),
        step.handler(),
        step.expectedOutput(),
        Duration.ofSeconds(60),
        step.idempotencyKey());
  }
}
