package io.openclaw.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code down} and {@code up} again. */
@ExtendWith(RunningStack.class)
class RestartIT {

  @Test
  void shouldKeepTasksAcrossRestart(RunningStack stack) throws Exception {
    // given
    UUID task = stack.gateway().submit("分析 workspace/datasets/penguins.csv");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> stack.gateway().status(task).equals("COMPLETED"));

    // when
    Cli.Outcome down = stack.cli().run("down");
    Cli.Outcome whileDown = stack.cli().run("status");
    Cli.Outcome up = stack.cli().run("up", "--detach");

    // then
    assertThat(down.exitCode()).as(down.err()).isZero();
    assertThat(whileDown.exitCode()).isEqualTo(3);
    assertThat(up.exitCode()).as(up.err()).isZero();
    assertThat(stack.gateway().status(task)).isEqualTo("COMPLETED");
    assertThat(stack.cli().run("status").exitCode()).isZero();
  }

  @Test
  void shouldSayThatItRunsAlready(RunningStack stack) throws Exception {
    Cli.Outcome again = stack.cli().run("up", "--detach");

    assertThat(again.exitCode()).isZero();
    assertThat(again.out() + again.err()).contains(stack.url().toString());
  }
}
