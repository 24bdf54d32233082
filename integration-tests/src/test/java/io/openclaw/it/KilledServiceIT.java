package io.openclaw.it;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.StepAttempt;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.TaskEvent.StepCompleted;
import io.openclaw.event.TaskEvent.StepScheduled;
import io.openclaw.event.TaskEvent.TaskCompleted;
import io.openclaw.it.Gateway.Seen;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service dies by kill -9 in the middle of the workflow, and the workflow ends all the same. */
@ExtendWith(RunningStack.class)
class KilledServiceIT {

  @ParameterizedTest
  @CsvSource({
    "gateway,step-1",
    "gateway,step-3",
    "orchestrator,step-1",
    "orchestrator,step-3",
    "worker,step-1",
    "worker,step-3"
  })
  void shouldCompleteAndRepeatNothingThatWasRecorded(
      String service, String during, RunningStack stack) throws Exception {
    // given a workflow in the middle of a step
    UUID task =
        stack
            .gateway()
            .submit(
                "End to end: train and deploy a species classifier from workspace/datasets/penguins.csv");
    awaitRunning(stack, task, during);
    Set<String> doneBefore = completedSteps(stack, task);

    // when
    long killed = stack.killService(service);

    // then
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> stack.gateway().status(task).equals("COMPLETED"));
    assertThat(stack.pid(service)).as("restarted").isNotEqualTo(killed);
    List<TaskEvent> history =
        stack.gateway().events(task, null).stream()
            .map(Seen::recorded)
            .filter(Objects::nonNull)
            .toList();
    assertThat(history.stream().filter(TaskCompleted.class::isInstance)).hasSize(1);
    assertThat(completions(history))
        .hasSize(6)
        .allSatisfy((part, times) -> assertThat(times).isEqualTo(1));
    assertThat(attempts(history, doneBefore))
        .as("attempts of what was recorded as done before the kill")
        .allMatch(attempt -> attempt == 1);
  }

  private static void awaitRunning(RunningStack stack, UUID task, String step) {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(20))
        .until(() ->
            stack
                .gateway()
                .task(task)
                .path("steps")
                .valueStream()
                .filter(s -> s.path("id").asText().equals(step))
                .anyMatch(s -> s.at("/agents/0/status").asText().equals("RUNNING")));
  }

  private static Set<String> completedSteps(RunningStack stack, UUID task) throws Exception {
    Set<String> done = new HashSet<>();
    stack
        .gateway()
        .task(task)
        .path("steps")
        .valueStream()
        .filter(s -> s.at("/agents/0/status").asText().equals("COMPLETED"))
        .forEach(s -> done.add(s.path("id").asText()));
    return done;
  }

  private static Map<String, Long> completions(List<TaskEvent> history) {
    return history.stream()
        .filter(StepCompleted.class::isInstance)
        .map(StepCompleted.class::cast)
        .collect(groupingBy(c -> c.step().stepId() + " " + c.step().agentId(), counting()));
  }

  private static List<Integer> attempts(List<TaskEvent> history, Set<String> steps) {
    return history.stream()
        .filter(StepScheduled.class::isInstance)
        .map(StepScheduled.class::cast)
        .map(StepScheduled::step)
        .filter(step -> steps.contains(step.stepId()))
        .map(StepAttempt::attempt)
        .toList();
  }
}
