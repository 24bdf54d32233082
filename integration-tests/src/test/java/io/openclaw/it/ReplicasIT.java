package io.openclaw.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two of each service, of which one dies. */
class ReplicasIT {

  @Test
  void shouldAnswerAsLongAsOneOrchestratorRuns() throws Exception {
    Path home = Path.of("target/replicas").toAbsolutePath();
    Cli cli = new Cli(home);
    if (Files.exists(home)) {
      cli.run("down");
      Cli.delete(home);
    }
    try (RunningStack stack = RunningStack.start(cli, "--replicas", "2")) {
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
  }

  private static void assertOk(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }
}
