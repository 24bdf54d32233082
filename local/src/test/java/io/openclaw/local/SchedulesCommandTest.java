package io.openclaw.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class SchedulesCommandTest extends GatewayCommandCase {
  @Test
  void shouldShowEachAsALineOfJson() {
    gateway.answer("GET /v1/schedules", 200, "[{\"name\": \"a\"}, {\"name\": \"b\"}]");

    assertThat(command.run("schedules", "--json")).isZero();
    assertThat(command.out()).isEqualTo("{\"name\":\"a\"}\n{\"name\":\"b\"}\n");
  }

  @Test
  void shouldSayWhereTheyBelong() {
    gateway.answer("GET /v1/schedules", 200, "[]");

    assertThat(command.run("schedules")).isZero();
    assertThat(command.err()).contains("orchestrator/schedules.yaml");
  }

  @Test
  void shouldNotTakeAnOrchestratorThatIsAwayForARefusal() {
    gateway.answer(
        "GET /v1/schedules",
        503,
        "{\"code\": \"UNAVAILABLE\", \"detail\": \"the orchestrator does not answer\"}");

    assertThat(command.run("schedules")).isEqualTo(3);
    assertThat(command.err()).contains("the orchestrator does not answer");
  }
}
