package io.openclaw.it;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.TaskEvent.StepCompleted;
import io.openclaw.event.TaskEvent.StepScheduled;
import io.openclaw.event.TaskEvent.TaskCompleted;
import io.openclaw.it.Gateway.Seen;
import io.openclaw.task.RecordedEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/** What is promised of each task, looked for in everything that tells of it. */
final class TaskPromises {
  private final Recordings recordings;
  private final RunningStack stack;
  private final SoftAssertions softly;

  TaskPromises(Recordings recordings, RunningStack stack, SoftAssertions softly) {
    this.recordings = recordings;
    this.stack = stack;
    this.softly = softly;
  }

  /** Checks a task and gives its recorded events. */
  List<TaskEvent> check(LoadedTask task, Collection<String> parts) throws Exception {
    List<RecordedEvent> history = recordings.history(task.id());
    List<TaskEvent> events = history.stream().map(RecordedEvent::event).toList();
    softly
        .assertThat(history.stream().map(RecordedEvent::seq))
        .as("numbers in the history of %s", task.id())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, history.size()).boxed().toList());
    checkEnd(task, events);
    checkParts(task, events, parts);
    softly
        .assertThat(recordings.sent(task.id()).equals(numbered(history)))
        .as("each event of %s is on Kafka, with one content for its number", task.id())
        .isTrue();
    for (Follower follower : task.followers()) {
      softly
          .assertThat(Difference.between(events, follower.recorded()))
          .as("what a client saw of %s by %s, beside what is recorded", task.id(), follower.means())
          .isEmpty();
    }
    softly
        .assertThat(Difference.between(events, shownNow(task)))
        .as("what a client sees of %s afterwards, beside what is recorded", task.id())
        .isEmpty();
    return events;
  }

  /** The token has come through each step, to each of the agents that review. */
  void checkOutputs(LoadedTask task, TaskEvent last) throws IOException {
    if (!(last instanceof TaskCompleted completed)) {
      return;
    }
    Map<String, JsonNode> outputs = completed.result().outputs();
    JsonNode model = output(outputs, "deployed_model");
    softly.assertThat(model.path("token").asText()).isEqualTo(task.token());
    softly
        .assertThat(model.path("trail").toString())
        .isEqualTo("[\"product_spec\",\"tech_design_doc\",\"deployed_model\"]");
    softly
        .assertThat(completed.result().artifacts())
        .as("files of %s", task.id())
        .singleElement()
        .satisfies(file -> assertThat(stack.file(file)).hasContent(task.token()));
    JsonNode reviews = output(outputs, "review_report");
    softly.assertThat(reviews).as("reviews of %s", task.id()).hasSize(3);
    for (JsonNode review : reviews) {
      softly
          .assertThat(review.path("tokens"))
          .as("tokens in a review of %s", task.id())
          .hasSize(3)
          .allSatisfy(token -> softly.assertThat(token.asText()).isEqualTo(task.token()));
    }
  }

  private static JsonNode output(Map<String, JsonNode> outputs, String name) {
    return outputs.getOrDefault(name, MissingNode.getInstance());
  }

  private void checkEnd(LoadedTask task, List<TaskEvent> events) {
    softly
        .assertThat(events.stream().filter(Follower::isLast).map(e -> e.getClass().getSimpleName()))
        .as("ends of %s: %s", task.id(), events.getLast())
        .containsExactly("TaskCompleted");
    softly.assertThat(events.getLast()).isInstanceOf(TaskCompleted.class);
  }

  private void checkParts(LoadedTask task, List<TaskEvent> events, Collection<String> parts) {
    softly
        .assertThat(steps(events, StepCompleted.class).map(TaskPromises::part))
        .as("completed parts of %s", task.id())
        .containsExactlyInAnyOrderElementsOf(parts);
    Map<String, List<Integer>> attempts =
        steps(events, StepScheduled.class)
            .collect(groupingBy(TaskPromises::part, mapping(StepAttempt::attempt, toList())));
    attempts.forEach((part, numbers) ->
        softly
            .assertThat(numbers)
            .as("attempts of %s in %s", part, task.id())
            .isEqualTo(upTo(numbers.size())));
  }

  private List<TaskEvent> shownNow(LoadedTask task) throws Exception {
    return stack.gateway().events(task.id(), null).stream()
        .map(Seen::recorded)
        .filter(Objects::nonNull)
        .toList();
  }

  private static Stream<StepAttempt> steps(
      List<TaskEvent> events, Class<? extends TaskEvent> type) {
    return events.stream().filter(type::isInstance).map(TaskPromises::step);
  }

  private static StepAttempt step(TaskEvent event) {
    return switch (event) {
      case StepCompleted completed -> completed.step();
      case StepScheduled scheduled -> scheduled.step();
      default -> throw new IllegalArgumentException("no step: " + event);
    };
  }

  private static String part(StepAttempt step) {
    return step.stepId() + " " + step.agentId();
  }

  private static List<Integer> upTo(int last) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 1; i <= last; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  private static Map<Long, Set<String>> numbered(List<RecordedEvent> history) {
    Map<Long, Set<String>> numbered = new TreeMap<>();
    for (RecordedEvent event : history) {
      numbered.put(event.seq(), Set.of(Recordings.text(event.event())));
    }
    return numbered;
  }

  /** Why attempts came to nothing, counted. */
  static Map<String, Integer> retries(Collection<List<TaskEvent>> histories) {
    Map<String, Integer> causes = new HashMap<>();
    histories.stream()
        .flatMap(List::stream)
        .filter(TaskEvent.StepRetrying.class::isInstance)
        .map(TaskEvent.StepRetrying.class::cast)
        .forEach(retry -> causes.merge(retry.cause().code(), 1, Integer::sum));
    return causes;
  }
}
