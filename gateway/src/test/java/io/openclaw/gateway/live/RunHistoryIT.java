package io.openclaw.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.TaskEvent;
import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.Run;
import io.openclaw.gateway.testing.SseClient;
import io.openclaw.gateway.testing.SseClient.Event;
import io.openclaw.gateway.testing.Stack;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the stream does not have comes from the recorded history. */
class RunHistoryIT {
  private final Stack stack = Stack.get();
  private final GatewayProcess gateway = stack.gateway();
  private final Run run = Run.ofNewTask();

  @Test
  void shouldServeTheRecordedHistoryWhereThereIsNoStream() throws Exception {
    // given
    List<TaskEvent> history = List.of(run.accepted(), run.routed(), run.scheduled(), run.started());
    history.forEach(stack.orchestrator()::record);

    try (SseClient client = SseClient.open(gateway, run.task())) {
      List<Event> seen = client.next(4);

      // when the run goes on, and still without a stream
      stack.orchestrator().record(run.stepCompleted());
      stack.orchestrator().record(run.completed());

      // then
      assertThat(seen).extracting(Event::id).containsExactly("h-1", "h-2", "h-3", "h-4");
      assertThat(client.rest()).extracting(Event::id).containsExactly("h-5", "h-6");
    }
  }

  @Test
  void shouldGoOnAfterAnyEventOfTheHistory() throws Exception {
    // given
    List.of(run.accepted(), run.routed(), run.scheduled(), run.started(), run.failed())
        .forEach(stack.orchestrator()::record);

    for (int i = 1; i < 5; i++) {
      try (SseClient client = SseClient.resume(gateway, run.task(), "h-" + i)) {
        List<Event> rest = client.rest();
        assertThat(rest.getFirst().id()).isEqualTo("h-" + (i + 1));
        assertThat(rest.getLast().id()).isEqualTo("h-5");
      }
    }
    HttpResponse<String> over =
        GatewayProcess.send(
            gateway
                .authorized("/v1/tasks/" + run.task() + "/events")
                .header("Last-Event-ID", "h-5"));
    assertThat(over.statusCode()).isEqualTo(204);
  }

  @Test
  void shouldGoFromTheHistoryToTheStreamWithoutShowingAnythingTwice() throws Exception {
    // given
    TaskEvent accepted = run.accepted();
    TaskEvent routed = run.routed();
    stack.orchestrator().record(accepted);
    stack.orchestrator().record(routed);

    try (SseClient client = SseClient.open(gateway, run.task())) {
      List<Event> fromHistory = client.next(2);

      // when the stream is written after all
      stack.redis().append(run.task(), accepted);
      stack.redis().append(run.task(), routed);
      String delta = stack.redis().append(run.task(), run.delta("hello"));
      String last = stack.redis().append(run.task(), run.completed());

      // then
      assertThat(fromHistory).extracting(Event::id).containsExactly("h-1", "h-2");
      assertThat(client.rest()).extracting(Event::id).containsExactly(delta, last);
    }
  }

  @Test
  void shouldFindItsPlaceInTheStreamForAClientThatComesFromTheHistory() throws Exception {
    // given
    TaskEvent accepted = run.accepted();
    TaskEvent routed = run.routed();
    stack.orchestrator().record(accepted);
    stack.orchestrator().record(routed);
    stack.redis().append(run.task(), accepted);
    stack.redis().append(run.task(), run.delta("seen before"));
    stack.redis().append(run.task(), routed);
    String delta = stack.redis().append(run.task(), run.delta("new"));

    // when
    try (SseClient client = SseClient.resume(gateway, run.task(), "h-2")) {
      // then
      assertThat(client.next().id()).isEqualTo(delta);
    }
  }

  @Test
  void shouldFillAHoleInTheStreamFromTheHistory() throws Exception {
    // given a stream that has lost its beginning, and one event of its middle
    List<TaskEvent> history =
        List.of(
            run.accepted(),
            run.routed(),
            run.scheduled(),
            run.started(),
            run.stepCompleted(),
            run.completed());
    history.forEach(stack.orchestrator()::record);
    String scheduled = stack.redis().append(run.task(), history.get(2));
    String delta = stack.redis().append(run.task(), run.delta("hello"));
    String last = stack.redis().append(run.task(), history.get(5));

    // when
    try (SseClient client = SseClient.open(gateway, run.task())) {
      // then
      assertThat(client.rest())
          .extracting(Event::id)
          .containsExactly("h-1", "h-2", scheduled, delta, "h-4", "h-5", last);
    }
  }

  @Test
  void shouldFindAnEventThatNeverReachedTheStream() throws Exception {
    // given
    TaskEvent accepted = run.accepted();
    stack.orchestrator().record(accepted);
    String first = stack.redis().append(run.task(), accepted);

    try (SseClient client = SseClient.open(gateway, run.task())) {
      assertThat(client.next().id()).isEqualTo(first);

      // when the last event is recorded and Redis does not get it
      stack.orchestrator().record(run.failed());

      // then
      assertThat(client.rest()).extracting(Event::id).containsExactly("h-2");
    }
  }

  @Test
  void shouldNotRepeatWhatAResumedClientHasWhenItLooksAtTheHistory() throws Exception {
    // given
    List<TaskEvent> history = List.of(run.accepted(), run.routed(), run.scheduled());
    history.forEach(stack.orchestrator()::record);
    List<String> ids = append(history);

    try (SseClient client = SseClient.resume(gateway, run.task(), ids.get(1))) {
      assertThat(client.next().id()).isEqualTo(ids.get(2));

      // when the run is silent for so long that the history is looked at
      TaskEvent late = run.failed();
      stack.orchestrator().record(late);

      // then
      assertThat(client.rest()).extracting(Event::id).containsExactly("h-4");
    }
  }

  @Test
  void shouldLetGoOfAWatchThatCouldNotBeOpened() throws Exception {
    // given
    stack.orchestrator().breakHistory(run.task());

    // when
    HttpResponse<String> response = gateway.get("/v1/tasks/" + run.task() + "/events");

    // then
    assertThat(response.statusCode()).isEqualTo(500);
    await().until(() -> gateway.gauge("openclaw_live_watches") == 0);
    await().until(() -> stack.redis().listeners(run.task()) == 0);
  }

  private List<String> append(List<? extends Object> events) {
    return events.stream().map(event -> stack.redis().append(run.task(), event)).toList();
  }
}
