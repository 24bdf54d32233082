package io.openclaw.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.EventJson;
import io.openclaw.event.TaskEvent.StepStarted;
import io.openclaw.event.TaskEvent.TaskCompleted;
import io.openclaw.event.TaskEvent.TaskRouted;
import io.openclaw.it.Gateway.Seen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files of the workspace are edited and saved while the system runs. */
@ExtendWith(RunningStack.class)
class EditIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void shouldUseTheEditForTheNextRequest(RunningStack stack) throws Exception {
    Path rules = stack.cli().workspace().resolve("orchestrator/routing-rules.yaml");
    String before = Files.readString(rules);
    String version = version(stack);
    try {
      Files.writeString(
          rules,
          before
              + """

                - name: poetry
                  pattern: "俳句"
                  agents: [agent-pm-002]
                  priority: 99
              """);
      await().atMost(SOON).until(() -> !version(stack).equals(version));

      UUID task = stack.gateway().submit("写一首俳句");

      assertThat(stack.gateway().events(task, null))
          .extracting(Seen::recorded)
          .anySatisfy(event ->
              assertThat(event)
                  .isInstanceOfSatisfying(
                      TaskRouted.class,
                      routed -> assertThat(routed.route().rule()).isEqualTo("poetry")));
    } finally {
      restore(stack, rules, before, version);
    }
  }

  @Test
  void shouldFinishARunningTaskOnTheFilesThatItBeganWith(RunningStack stack) throws Exception {
    Path handler =
        stack.cli().workspace().resolve("skills/shared/communication/handlers/review.py");
    String before = Files.readString(handler);
    String version = version(stack);
    try {
      UUID task =
          stack
              .gateway()
              .submit(
                  "End to end: train and deploy a species classifier from"
                      + " workspace/datasets/penguins.csv");
      stack.gateway().eventsUntil(task, null, seen -> seen.recorded() instanceof StepStarted);
      Files.writeString(handler, "raise RuntimeError('edited')\n");
      await().atMost(SOON).until(() -> !version(stack).equals(version));

      assertThat(stack.gateway().events(task, null).getLast().recorded())
          .isInstanceOf(TaskCompleted.class);
    } finally {
      restore(stack, handler, before, version);
    }
  }

  @Test
  void shouldShowWhatIsWrongAndGoOnAsBefore(RunningStack stack) throws Exception {
    Path rules = stack.cli().workspace().resolve("orchestrator/routing-rules.yaml");
    String before = Files.readString(rules);
    String version = version(stack);
    try {
      Files.writeString(rules, before.replace("priority: 15", "priority: high"));
      await()
          .atMost(SOON)
          .untilAsserted(() ->
              assertThat(stack.cli().run("status").out())
                  .contains(version, "\"priority\" must be a whole number", "[WRONG_TYPE]"));

      UUID task = stack.gateway().submit("分析 workspace/datasets/penguins.csv");
      List<Seen> seen = stack.gateway().events(task, null);
      assertThat(seen.getLast().recorded()).isInstanceOf(TaskCompleted.class);
    } finally {
      restore(stack, rules, before, version);
    }
  }

  private static void restore(RunningStack stack, Path file, String text, String version)
      throws Exception {
    Files.writeString(file, text);
    await().atMost(SOON).until(() -> version(stack).equals(version));
  }

  private static String version(RunningStack stack) throws Exception {
    return EventJson.mapper()
        .readTree(stack.gateway().get("/v1/workspace").body())
        .path("version")
        .asText();
  }
}
