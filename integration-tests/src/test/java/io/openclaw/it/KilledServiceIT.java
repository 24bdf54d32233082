package io.openclaw.it;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.EventJson;
import io.openclaw.event.MalformedEventException;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepReport;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.TaskEvent.StepCompleted;
import io.openclaw.event.TaskEvent.StepRetrying;
import io.openclaw.event.TaskEvent.StepStarted;
import io.openclaw.event.TaskEvent.TaskCompleted;
import io.openclaw.event.Topics;
import io.openclaw.it.Gateway.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service dies by kill -9 in the middle of the workflow, and the workflow ends all the same. */
@ExtendWith(RunningStack.class)
class KilledServiceIT {

  @ParameterizedTest
  @CsvSource({"gateway,step-1", "gateway,step-3", "orchestrator,step-1", "orchestrator,step-3"})
  void shouldCompleteAndRepeatNothingThatWasRecorded(
      String service, String during, RunningStack stack) throws Exception {
    List<TaskEvent> history = killDuring(stack, service, during);

    assertThat(losses(history)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"step-1", "step-3"})
  void shouldGiveTheStepOfAKilledWorkerToTheNext(String during, RunningStack stack)
      throws Exception {
    // A step can end between the sight of its start and the kill: that try shows nothing.
    List<String> losses = List.of();
    for (int tries = 0; losses.isEmpty() && tries < 5; tries++) {
      losses = losses(killDuring(stack, "worker", during));
    }

    assertThat(losses).containsExactly(during + " WORKER_LOST");
  }

  /** Runs the workflow, kills a service in the middle of a step, and gives what was recorded. */
  private static List<TaskEvent> killDuring(RunningStack stack, String service, String during)
      throws Exception {
    // given
    UUID task =
        stack
            .gateway()
            .submit(
                "End to end: train and deploy a species classifier from workspace/datasets/penguins.csv");
    Set<String> doneBefore =
        recorded(stack.gateway().eventsUntil(task, null, seen -> isStart(seen, during)))
            .filter(StepCompleted.class::isInstance)
            .map(event -> ((StepCompleted) event).step().stepId())
            .collect(toSet());

    // when
    long killed = stack.killService(service);

    // then
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> stack.gateway().status(task).equals("COMPLETED"));
    assertThat(stack.pid(service)).as("restarted").isNotEqualTo(killed);
    List<TaskEvent> history = recorded(stack.gateway().events(task, null)).toList();
    assertThat(history.stream().filter(TaskCompleted.class::isInstance)).hasSize(1);
    assertThat(completions(history))
        .hasSize(6)
        .allSatisfy((part, times) -> assertThat(times).isEqualTo(1));
    assertThat(runs(stack, task, doneBefore))
        .as("how often a worker began what was recorded as done before the kill")
        .hasSize(doneBefore.size())
        .allSatisfy((step, times) -> assertThat(times).isEqualTo(1));
    return history;
  }

  private static List<String> losses(List<TaskEvent> history) {
    return history.stream()
        .filter(StepRetrying.class::isInstance)
        .map(StepRetrying.class::cast)
        .map(retry -> retry.step().stepId() + " " + retry.cause().code())
        .toList();
  }

  private static boolean isStart(Seen seen, String step) {
    return seen.recorded() instanceof StepStarted started && started.step().stepId().equals(step);
  }

  private static Stream<TaskEvent> recorded(List<Seen> events) {
    return events.stream().map(Seen::recorded).filter(Objects::nonNull);
  }

  private static Map<String, Long> completions(List<TaskEvent> history) {
    return history.stream()
        .filter(StepCompleted.class::isInstance)
        .map(StepCompleted.class::cast)
        .collect(groupingBy(c -> c.step().stepId() + " " + c.step().agentId(), counting()));
  }

  /** A process that has begun with an attempt; others may say so, too. */
  private record Run(StepAttempt step, UUID incarnation) {
    static Run of(StepReport.Started started) {
      return new Run(started.step(), started.incarnation());
    }
  }

  /** How often workers began a step, by step; from Kafka, not from the history. */
  private static Map<String, Long> runs(RunningStack stack, UUID task, Set<String> steps)
      throws Exception {
    return TopicLog.read(stack.kafka(), Topics.REPORTS).stream()
        .filter(record -> task.toString().equals(record.key()))
        .map(KilledServiceIT::report)
        .filter(StepReport.Started.class::isInstance)
        .map(started -> Run.of((StepReport.Started) started))
        .distinct()
        .map(run -> run.step().stepId())
        .filter(steps::contains)
        .collect(groupingBy(step -> step, counting()));
  }

  private static StepReport report(ConsumerRecord<String, byte[]> record) {
    try {
      return EventJson.read(record.value(), StepReport.class);
    } catch (MalformedEventException e) {
      throw new AssertionError("not written by a worker", e);
    }
  }
}
