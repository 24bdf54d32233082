package io.openclaw.gateway.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.EventJson;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.TaskEvent.StepKept;
import io.openclaw.event.TaskEvent.StepSkipped;
import io.openclaw.gateway.live.RunEvent.Recorded;
import io.openclaw.gateway.testing.Run;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventReaderTest {
  private final Run run = Run.ofNewTask();

  @Test
  void shouldGiveEachRecordedEventAKeyOfItsOwn() {
    // given
    List<TaskEvent> events =
        List.of(
            run.accepted(),
            run.routed(),
            run.scheduled(),
            run.started(),
            run.stepCompleted(),
            run.completed());

    // when
    Set<String> keys = new HashSet<>();
    events.forEach(event -> keys.add(recorded(event).key()));

    // then
    assertThat(keys).hasSize(events.size());
  }

  @Test
  void shouldTellStepsApartThatAreLeftOutAtOneMoment() {
    UUID task = UUID.randomUUID();
    Instant now = Instant.parse("2026-11-23T10:00:00Z");

    assertThat(recorded(new StepSkipped(task, now, "step-2", "not needed")).key())
        .isNotEqualTo(recorded(new StepSkipped(task, now, "step-3", "not needed")).key());
    assertThat(recorded(new StepKept(task, now, "step-1", task)).key())
        .isNotEqualTo(recorded(new StepKept(task, now, "step-2", task)).key());
  }

  @Test
  void shouldKnowAnEventAgainWhicheverWayItCame() {
    // given
    TaskEvent event = run.started();
    String reordered =
        EventJson.writeString(event).replace("\"attempt\":1", "\"attempt\": 1").replace("56Z", "Z");

    // when
    RunEvent other = requireNonNull(EventReader.read("h-4", reordered));

    // then
    assertThat(requireNonNull(other.recorded()).key()).isEqualTo(recorded(event).key());
  }

  @Test
  void shouldKnowTheLastEventOfARun() {
    assertThat(Stream.of(run.completed(), run.failed()).map(EventReaderTest::recorded))
        .allMatch(Recorded::isLast);
    assertThat(Stream.of(run.accepted(), run.stepCompleted()).map(EventReaderTest::recorded))
        .noneMatch(Recorded::isLast);
  }

  @Test
  void shouldKnowTheOwnerByTheFirstEvent() {
    assertThat(recorded(run.accepted("somebody")).owner()).isEqualTo("somebody");
    assertThat(recorded(run.routed()).owner()).isNull();
  }

  @Test
  void shouldTakeLiveEventsForWhatTheyAre() {
    String json = EventJson.writeString(run.delta("hello"));
    RunEvent event = requireNonNull(EventReader.read("1-0", json));
    assertThat(event.recorded()).isNull();
    assertThat(event.isLast()).isFalse();
    assertThat(event.json()).isSameAs(json);
  }

  private static Recorded recorded(TaskEvent event) {
    RunEvent read = requireNonNull(EventReader.read("1-0", EventJson.writeString(event)));
    return requireNonNull(read.recorded());
  }
}
