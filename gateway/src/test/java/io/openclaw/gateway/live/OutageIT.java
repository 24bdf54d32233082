package io.openclaw.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.EventJson;
import io.openclaw.event.TaskEvent;
import io.openclaw.gateway.testing.FragileCable;
import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.Run;
import io.openclaw.gateway.testing.SseClient;
import io.openclaw.gateway.testing.SseClient.Event;
import io.openclaw.gateway.testing.Stack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Redis goes away in the middle of a run. */
class OutageIT {
  private final Stack stack = Stack.get();
  private final GatewayProcess gateway = stack.gateway();
  private final Run run = Run.ofNewTask();

  @Test
  void shouldGoOnWhereItWasWhenRedisComesBack() throws Exception {
    // given
    List<TaskEvent> recorded = List.of(run.accepted(), run.routed(), run.scheduled());
    recorded.forEach(stack.orchestrator()::record);
    recorded.forEach(event -> stack.redis().append(run.task(), event));
    try (SseClient client = SseClient.open(gateway, run.task())) {
      client.next(3);

      // when
      stack.redis().stop();
      stack.redis().startAgain();
      String delta = stack.redis().append(run.task(), run.delta("hello again"));
      TaskEvent completed = run.completed();
      stack.orchestrator().record(completed);
      String last = stack.redis().append(run.task(), completed);

      // then
      assertThat(client.rest()).extracting(Event::id).containsExactly(delta, last);
    }
  }

  @Test
  void shouldShowTheHistoryWhileRedisIsAway() throws Exception {
    // given
    TaskEvent accepted = run.accepted();
    stack.orchestrator().record(accepted);
    stack.redis().append(run.task(), accepted);
    try (SseClient client = SseClient.open(gateway, run.task())) {
      client.next();
      stack.redis().stop();
      try {
        // when
        stack.orchestrator().record(run.routed());
        stack.orchestrator().record(run.scheduled());

        // then
        assertThat(client.next(2)).extracting(Event::id).containsExactly("h-2", "h-3");
      } finally {
        stack.redis().startAgain();
      }

      // and when Redis is back, with a stream in which those two are missing
      TaskEvent started = run.started();
      stack.orchestrator().record(started);
      stack.redis().append(run.task(), started);
      TaskEvent completed = run.completed();
      stack.orchestrator().record(completed);
      stack.redis().append(run.task(), completed);

      // then each comes once, from where it was found first
      assertThat(client.rest())
          .extracting(Event::data)
          .containsExactly(EventJson.writeString(started), EventJson.writeString(completed));
    }
  }

  @Test
  void shouldMissNothingWhenRedisHasForgottenEverything() throws Exception {
    // given
    List<TaskEvent> recorded = List.of(run.accepted(), run.routed());
    recorded.forEach(stack.orchestrator()::record);
    recorded.forEach(event -> stack.redis().append(run.task(), event));
    try (SseClient client = SseClient.open(gateway, run.task())) {
      client.next(2);

      // when
      stack.redis().stop();
      stack.orchestrator().record(run.scheduled());
      stack.redis().startEmpty();
      String delta = stack.redis().append(run.task(), run.delta("hello"));
      TaskEvent completed = run.completed();
      stack.orchestrator().record(completed);
      String last = stack.redis().append(run.task(), completed);

      // then
      assertThat(client.rest()).extracting(Event::id).containsExactly("h-3", delta, last);
    }
  }

  @Test
  void shouldRepeatNothingToAClientThatComesAgainWhenRedisHasForgottenEverything()
      throws Exception {
    // given
    String whole = idOfTheSecondEvent();

    // when
    stack.redis().stop();
    stack.redis().startEmpty();
    stack.orchestrator().record(run.scheduled());
    TaskEvent completed = run.completed();
    stack.orchestrator().record(completed);
    String last = stack.redis().append(run.task(), completed);

    // then
    try (SseClient client = SseClient.resume(gateway, run.task(), whole)) {
      List<Event> rest = client.rest();
      assertThat(rest).extracting(Event::id).containsExactly("h-3", last);
      assertThat(rest.getLast().wholeId()).isEqualTo(last + "@4");
    }
  }

  @Test
  void shouldRepeatNothingToAClientThatComesAgainWhileRedisIsAway() throws Exception {
    // given
    String whole = idOfTheSecondEvent();
    List.of(run.scheduled(), run.failed()).forEach(stack.orchestrator()::record);

    // when
    stack.redis().stop();

    // then
    try (SseClient client = SseClient.resume(gateway, run.task(), whole)) {
      assertThat(client.rest()).extracting(Event::id).containsExactly("h-3", "h-4");
    } finally {
      stack.redis().startAgain();
    }
  }

  @Test
  void shouldRepeatNothingToAClientThatIsFurtherThanTheStream() throws Exception {
    // given a client that took its last events from the history
    List<TaskEvent> recorded = List.of(run.accepted(), run.routed(), run.scheduled());
    recorded.forEach(stack.orchestrator()::record);
    stack.redis().append(run.task(), recorded.getFirst());

    try (SseClient client = SseClient.resume(gateway, run.task(), "h-2")) {
      assertThat(client.next().id()).isEqualTo("h-3");

      // when the stream comes up to it, and goes on
      recorded.stream().skip(1).forEach(event -> stack.redis().append(run.task(), event));
      TaskEvent completed = run.completed();
      stack.orchestrator().record(completed);
      String last = stack.redis().append(run.task(), completed);

      // then
      assertThat(client.rest()).extracting(Event::id).containsExactly(last);
    }
  }

  /** As a gateway meets it that has just begun, or Redis where it is slow. */
  @ParameterizedTest
  @CsvSource({"XRANGE, 1", "XREVRANGE, 1", "XREVRANGE, 2"})
  void shouldRepeatNothingToAClientThatComesAgainWhereRedisAnswersByHalves(String lost, int nth)
      throws Exception {
    // given
    String whole = idOfTheSecondEvent();
    TaskEvent scheduled = run.scheduled();
    List.of(scheduled, run.completed()).forEach(stack.orchestrator()::record);
    // The end is to come from the history, beside which all that the client has lies as well.
    stack.redis().append(run.task(), scheduled);

    // when
    try (FragileCable cable = new FragileCable(stack.redis().url(), lost, nth);
        GatewayProcess other = GatewayProcess.start(stack.folder(), by(cable));
        SseClient client = SseClient.resume(other, run.task(), whole)) {

      // then
      assertThat(client.rest())
          .extracting(event -> event.wholeId().replaceFirst(".*[@-]", ""))
          .containsExactly("3", "4");
      assertThat(cable.hasBroken()).isTrue();
    }
  }

  private Map<String, String> by(FragileCable cable) {
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("REDIS_URL", cable.url());
    return environment;
  }

  /** Begins a run by two events, and gives the id of the second one as a client got it. */
  private String idOfTheSecondEvent() throws Exception {
    List<TaskEvent> recorded = List.of(run.accepted(), run.routed());
    recorded.forEach(stack.orchestrator()::record);
    recorded.forEach(event -> stack.redis().append(run.task(), event));
    try (SseClient client = SseClient.open(gateway, run.task())) {
      return client.next(2).getLast().wholeId();
    }
  }

  @Test
  void shouldBeWatchedFromTheStartWhileRedisIsAway() throws Exception {
    // given
    List.of(run.accepted(), run.routed(), run.failed()).forEach(stack.orchestrator()::record);
    stack.redis().stop();
    try (SseClient client = SseClient.open(gateway, run.task())) {
      assertThat(client.rest()).extracting(Event::id).containsExactly("h-1", "h-2", "h-3");
    } finally {
      stack.redis().startAgain();
    }
  }
}
