package io.openclaw.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.local.home.Home;
import io.openclaw.local.home.Installation;
import io.openclaw.local.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
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

  @Test
  void shouldGiveEachReplicaANameAndPortsOfItsOwn() throws IOException {
    List<Program> programs = programs(2, Map.of());

    assertThat(programs.stream().map(Program::name))
        .containsExactly(
            "kafka",
            "postgres",
            "redis",
            "orchestrator",
            "worker",
            "gateway",
            "orchestrator-2",
            "worker-2",
            "gateway-2");
    assertThat(programs.stream().map(Program::port)).doesNotHaveDuplicates();
    assertThat(named("worker-2", programs).environment())
        .containsEntry("WORKER_ID", "local-2")
        .containsEntry("ORCHESTRATOR_URL", named("orchestrator-2", programs).address());
    assertThat(named("gateway-2", programs).environment())
        .containsEntry("QUARKUS_MANAGEMENT_PORT", "9001");
    assertThat(named("gateway-2", programs).command("mark"))
        .contains(temp.resolve("gateway/target/quarkus-app/quarkus-run.jar").toString());
  }

  @Test
  void shouldLetEachGatewayAskItsOwnOrchestratorFirst() throws IOException {
    List<Program> programs = programs(3, Map.of());
    String one = named("orchestrator", programs).address();
    String two = named("orchestrator-2", programs).address();
    String three = named("orchestrator-3", programs).address();

    assertThat(named("gateway", programs).environment())
        .containsEntry("ORCHESTRATOR_URL", one + "," + two + "," + three);
    assertThat(named("gateway-2", programs).environment())
        .containsEntry("ORCHESTRATOR_URL", two + "," + three + "," + one);
  }

  private Program worker(Map<String, String> environment) throws IOException {
    return named("worker", programs(1, environment));
  }

  private static Program named(String name, List<Program> programs) {
    return programs.stream()
        .filter(program -> program.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<Program> programs(int replicas, Map<String, String> environment) throws IOException {
    Map<String, String> own = new HashMap<>(environment);
    own.put("OPENCLAW_CACHE", temp.resolve("cache").toString());
    Installation installation =
        new Installation(temp, Path.of("java"), Files.createDirectories(temp.resolve("workspace")));
    Home home = new Home(temp.resolve("home")).create();
    return new StackPlan(installation, home, own, (owner, usual) -> usual)
        .nodes(replicas).stream().map(StackPlan.Node::program).toList();
  }
}
