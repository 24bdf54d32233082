package io.openclaw.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.EventJson;
import io.openclaw.gateway.testing.GatewayProcess;
import io.openclaw.gateway.testing.Run;
import io.openclaw.gateway.testing.SseClient;
import io.openclaw.gateway.testing.SseClient.Event;
import io.openclaw.gateway.testing.Stack;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A run as the stream has it. */
class RunEventsIT {
  private final Stack stack = Stack.get();
  private final GatewayProcess gateway = stack.gateway();
  private final Run run = Run.ofNewTask();

  @Test
  void shouldShowARunFromItsFirstEventToItsLast() throws Exception {
    // given more events than fit in a page
    List<Object> events = run.whole(30);
    List<String> ids = append(events);

    // when
    try (SseClient client = SseClient.open(gateway, run.task())) {
      List<Event> seen = client.rest();

      // then
      assertThat(client.status()).isEqualTo(200);
      assertThat(seen).extracting(Event::id).containsExactlyElementsOf(ids);
      assertThat(seen)
          .extracting(Event::name)
          .containsExactlyElementsOf(events.stream().map(EventJson::typeOf).toList());
      assertThat(seen)
          .extracting(Event::data)
          .containsExactlyElementsOf(events.stream().map(EventJson::writeString).toList());
    }
  }

  @Test
  void shouldShowEventsAsTheyCome() throws Exception {
    // given
    stack.redis().append(run.task(), run.accepted());

    try (SseClient client = SseClient.open(gateway, run.task())) {
      client.next();
      for (int i = 0; i < 20; i++) {
        // when
        String id = stack.redis().append(run.task(), run.delta("word " + i));

        // then
        assertThat(client.next().id()).isEqualTo(id);
      }
      stack.redis().append(run.task(), run.failed());
      assertThat(client.rest())
          .extracting(Event::name)
          .containsExactly("io.openclaw.task.failed.v1");
    }
  }

  @Test
  void shouldGoOnAfterAnyEvent() throws Exception {
    // given
    List<String> ids = append(run.whole(12));

    for (int i = 0; i < ids.size() - 1; i++) {
      // when
      try (SseClient client = SseClient.resume(gateway, run.task(), ids.get(i))) {
        // then
        assertThat(client.rest())
            .extracting(Event::id)
            .containsExactlyElementsOf(ids.subList(i + 1, ids.size()));
      }
    }
  }

  @Test
  void shouldHaveNoMoreForAClientThatHasTheLastEvent() throws Exception {
    // given something that a worker said too late
    List<String> ids = new ArrayList<>(append(run.whole(3)));
    String tooLate = stack.redis().append(run.task(), run.delta("too late"));

    for (String last : List.of(ids.getLast(), tooLate)) {
      // when
      HttpResponse<String> response =
          GatewayProcess.send(
              gateway
                  .authorized("/v1/tasks/" + run.task() + "/events")
                  .header("Last-Event-ID", last));

      // then
      assertThat(response.statusCode()).isEqualTo(204);
    }
  }

  @Test
  void shouldShowAllClientsTheSameInTheSameOrder() throws Exception {
    // given
    stack.redis().append(run.task(), run.accepted());
    try (SseClient one = SseClient.open(gateway, run.task());
        SseClient two = SseClient.open(gateway, run.task())) {
      // when
      for (int i = 0; i < 100; i++) {
        stack.redis().append(run.task(), run.delta("word " + i));
      }
      stack.redis().append(run.task(), run.completed());

      // then
      List<Event> seen = one.rest();
      assertThat(seen).hasSize(102);
      assertThat(two.rest()).isEqualTo(seen);
    }
  }

  @Test
  void shouldKeepASilentStreamAlive() throws Exception {
    // given
    stack.redis().append(run.task(), run.accepted());

    try (SseClient client = SseClient.open(gateway, run.task())) {
      client.next();

      // when
      Event next = client.nextOrComment();

      // then
      assertThat(next.isComment()).isTrue();
      assertThat(next.name()).contains("keep-alive");
    }
  }

  @Test
  void shouldWaitForTheFirstEventOfATaskThatIsOnlyAccepted() throws Exception {
    // given
    HttpResponse<String> response = gateway.post("/v1/tasks", "{\"text\": \"count\"}");
    UUID id = UUID.fromString(EventJson.mapper().readTree(response.body()).path("id").asText());
    Run accepted = Run.of(id);

    try (SseClient client = SseClient.open(gateway, id)) {
      // when
      String first = stack.redis().append(id, accepted.accepted());

      // then
      assertThat(client.next().id()).isEqualTo(first);
    }
  }

  @Test
  void shouldFindAnEventOfWhichItWasNotTold() throws Exception {
    // given
    stack.redis().append(run.task(), run.accepted());

    try (SseClient client = SseClient.open(gateway, run.task())) {
      client.next();

      // when
      String id = stack.redis().appendSilently(run.task(), run.delta("psst"));

      // then
      assertThat(client.next().id()).isEqualTo(id);
    }
  }

  @Test
  void shouldSkipWhatIsNoEvent() throws Exception {
    // given
    stack.redis().append(run.task(), run.accepted());
    stack.redis().appendJson(run.task(), "no JSON at all");
    stack.redis().appendJson(run.task(), "{\"no\": \"type\"}");
    stack.redis().appendJson(run.task(), "{\"type\": \"io.openclaw.live.newer.v9\", \"x\": 1}");
    stack.redis().append(run.task(), run.completed());

    try (SseClient client = SseClient.open(gateway, run.task())) {
      assertThat(client.rest())
          .extracting(Event::name)
          .containsExactly(
              "io.openclaw.task.accepted.v1",
              "io.openclaw.live.newer.v9",
              "io.openclaw.task.completed.v1");
    }
  }

  @Test
  void shouldShowNobodyTheTaskOfAnotherTenant() throws Exception {
    // given
    stack.redis().append(run.task(), run.accepted("somebody-else"));

    // when
    HttpResponse<String> response = gateway.get("/v1/tasks/" + run.task() + "/events");

    // then
    assertThat(response.statusCode()).isEqualTo(404);
  }

  @Test
  void shouldStopListeningWhenTheLastClientHasGone() throws Exception {
    // given
    stack.redis().append(run.task(), run.accepted());

    // when
    try (SseClient one = SseClient.open(gateway, run.task());
        SseClient two = SseClient.open(gateway, run.task())) {
      one.next();
      two.next();
      assertThat(stack.redis().listeners(run.task())).isEqualTo(1);
    }

    // then
    await().until(() -> stack.redis().listeners(run.task()) == 0);
  }

  private List<String> append(List<? extends Object> events) {
    return events.stream().map(event -> stack.redis().append(run.task(), event)).toList();
  }
}
