package io.openclaw.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.local.home.Home;
import io.openclaw.local.home.Installation;
import io.openclaw.local.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackPlanTest {
  private static final String STEPS = "OPENCLAW_WORKER_MAX_CONCURRENT_STEPS";

  @TempDir Path temp;

  @Test
  void shouldKeepTheStepsOfAllAgentsTogetherWithinOneMachine() throws IOException {
    assertThat(worker(Map.of()).environment()).containsEntry(STEPS, "16");
  }

  @Test
  void shouldLeaveThatToTheEnvironmentWhereItSaysSomething() throws IOException {
    assertThat(worker(Map.of(STEPS, "4")).environment()).containsEntry(STEPS, "4");
    assertThat(worker(Map.of(STEPS, "")).environment()).containsEntry(STEPS, "");
  }

  private Program worker(Map<String, String> environment) throws IOException {
    Map<String, String> own = new HashMap<>(environment);
    own.put("OPENCLAW_CACHE", temp.resolve("cache").toString());
    Installation installation =
        new Installation(temp, Path.of("java"), Files.createDirectories(temp.resolve("workspace")));
    Home home = new Home(temp.resolve("home")).create();
    return new StackPlan(installation, home, own, (owner, usual) -> usual)
        .nodes(true).stream()
            .map(StackPlan.Node::program)
            .filter(program -> program.name().equals("worker"))
            .findFirst()
            .orElseThrow();
  }
}
