package io.openclaw.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** {@code cancel} and {@code approve}. */
@NullUnmarked
class DecisionCommandsTest extends GatewayCommandCase {
  private static final String TASK = "0199f3c2-6d0a-7c11-9d5e-2f6b8c1a4e57";
  private static final String CANCEL = "POST /v1/tasks/" + TASK + "/cancel";

  @Test
  void shouldSayWhyATaskIsCancelled() {
    gateway.answer(CANCEL, 202, "{}");

    assertThat(command.run("cancel", TASK, "--reason", "wrong file")).isZero();

    assertThat(gateway.bodies()).containsExactly("{\"reason\":\"wrong file\"}");
    assertThat(command.out()).isEqualTo("task " + TASK + " will be cancelled\n");
  }

  @Test
  void shouldDeny() {
    gateway.answer("POST /v1/tasks/" + TASK + "/approvals", 202, "{}");

    assertThat(command.run("approve", TASK, "deploy", "--deny", "--note", "not today")).isZero();

    assertThat(gateway.bodies())
        .containsExactly("{\"step\":\"deploy\",\"approved\":false,\"note\":\"not today\"}");
  }

  @Test
  void shouldTellNoFromNotNow() {
    gateway.answer(CANCEL, 404, "{\"code\": \"NOT_FOUND\", \"detail\": \"there is no task\"}");
    assertThat(command.run("cancel", TASK)).isEqualTo(2);
    assertThat(command.err()).contains("refused: there is no task (NOT_FOUND)");

    gateway.answer(CANCEL, 503, "{\"code\": \"UNAVAILABLE\", \"detail\": \"not now\"}");
    assertThat(command.run("cancel", TASK)).isEqualTo(3);
  }
}
