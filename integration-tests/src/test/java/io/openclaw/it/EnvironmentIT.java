package io.openclaw.it;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code env}: what another process is told that is to join the stack, as dev mode does. */
@ExtendWith(RunningStack.class)
class EnvironmentIT {

  @Test
  void shouldLetAServiceRunBesideTheOneInTheStack(RunningStack stack) throws Exception {
    Map<String, String> worker = variables(stack.cli().run("env", "worker"));
    Map<String, String> gateway = variables(stack.cli().run("env", "gateway"));

    assertThat(worker)
        .containsEntry("KAFKA_BOOTSTRAP_SERVERS", stack.kafka())
        .containsEntry("WORKER_ID", "dev");
    assertThat(gateway.get("QUARKUS_HTTP_PORT"))
        .isNotEqualTo(Integer.toString(stack.url().getPort()));
    assertThat(gateway.get("OPENCLAW_INTERNAL_TOKEN"))
        .isEqualTo(worker.get("OPENCLAW_INTERNAL_TOKEN"));
  }

  @Test
  void shouldNameTheServicesThatThereAre(RunningStack stack) throws Exception {
    Cli.Outcome outcome = stack.cli().run("env", "kitchen");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("no service kitchen: there are gateway, orchestrator");
  }

  private static Map<String, String> variables(Cli.Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome
        .out()
        .lines()
        .map(line -> line.split("=", 2))
        .collect(toMap(pair -> pair[0], pair -> pair[1]));
  }
}
