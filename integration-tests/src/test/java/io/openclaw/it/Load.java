package io.openclaw.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Some clients, each of which submits a task, follows it to its end, and submits the next one;
 * beside them the vigil, one task that goes on all the while. Each third request is sent to two
 * gateways; every other task is followed over WebSocket, the vigil in each way.
 */
final class Load {
  private final List<Gateway> gateways;
  private final String run;
  private final Troubles troubles = new Troubles();
  private final Ends ends = new Ends();
  private final AtomicInteger numbers = new AtomicInteger();
  private final Queue<LoadedTask> deliveries = new ConcurrentLinkedQueue<>();
  private final Queue<LoadedTask> vigils = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final Queue<Thread> clients = new ConcurrentLinkedQueue<>();
  private final int atLeast;
  private volatile boolean isEnding;

  /**
   * @param run part of all tokens, which are then unlike those of any other run
   * @param atLeast so many tasks, and more while it is not told to end
   */
  Load(List<Gateway> gateways, String run, int atLeast) {
    this.gateways = List.copyOf(gateways);
    this.run = run;
    this.atLeast = atLeast;
  }

  void begin(int clients, int watches, double secondsOfWatch) {
    start("vigil", () -> keepVigil(watches, secondsOfWatch));
    for (int i = 0; i < clients; i++) {
      start("client " + i, this::deliver);
    }
  }

  /** Lets all that is under way end, and the number of tasks become what it has to be. */
  void end(Duration atMost) {
    isEnding = true;
    await("all clients are through")
        .atMost(atMost)
        .untilAsserted(() -> {
          assertThat(failures).isEmpty();
          assertThat(Stream.concat(vigils.stream(), deliveries.stream()))
              .as("tasks that have not ended")
              .filteredOn(task -> !task.hasEnded())
              .extracting(LoadedTask::id)
              .isEmpty();
          assertThat(clients).noneMatch(Thread::isAlive);
        });
  }

  Ends.Wait hasEnded(int more) {
    return ends.more(more);
  }

  Duration longestWait() {
    return ends.longestWait();
  }

  int underWay() {
    return deliveries.size() - ends.count();
  }

  List<LoadedTask> deliveries() {
    return List.copyOf(deliveries);
  }

  LoadedTask vigil() {
    return vigils.element();
  }

  Troubles troubles() {
    return troubles;
  }

  Queue<Throwable> failures() {
    return failures;
  }

  private interface Work {
    void run() throws Exception;
  }

  private void start(String name, Work work) {
    clients.add(Thread.ofVirtual().name(name).start(() -> runAndTell(work)));
  }

  private void runAndTell(Work work) {
    try {
      work.run();
    } catch (Exception | AssertionError e) {
      failures.add(e);
    }
  }

  private void deliver() throws Exception {
    while (!isEnding || deliveries.size() < atLeast) {
      int number = numbers.incrementAndGet();
      String token = "token-" + run + "-" + number;
      ObjectNode body =
          EventJson.mapper().createObjectNode().put("text", StormWorkspace.delivery(token));
      UUID id = submit(token, body, number, number % 3 == 0);
      Follower follower = number % 2 == 0 ? bySse(id, number / 2) : bySocket(id, number / 2);
      deliveries.add(new LoadedTask(token, id, List.of(follower)));
      follower.follow();
      ends.now();
    }
  }

  private void keepVigil(int watches, double seconds) throws Exception {
    String token = "token-" + run + "-vigil";
    ObjectNode body = EventJson.mapper().createObjectNode().put("text", "vigil " + token);
    for (int i = 0; i < watches; i++) {
      body.withObject("/inputs")
          .withArray("watches")
          .addObject()
          .put("number", i)
          .put("seconds", seconds);
    }
    UUID id = submit(token, body, 0, true);
    LoadedTask vigil = new LoadedTask(token, id, List.of(bySse(id, 0), bySocket(id, 1)));
    vigils.add(vigil);
    vigil.followers().forEach(follower -> start("vigil by " + follower.means(), follower::follow));
  }

  private UUID submit(String token, ObjectNode body, int first, boolean twice) throws Exception {
    Submission submission = new Submission(gateways, "key-" + token, body, troubles);
    UUID id = submission.send(first);
    if (twice) {
      assertThat(submission.send(first + 1)).as("the task of the same key").isEqualTo(id);
    }
    return id;
  }

  private Follower bySse(UUID task, int first) {
    return follower(task, first, SseEvents::new);
  }

  private Follower bySocket(UUID task, int first) {
    return follower(task, first, SocketEvents::new);
  }

  private Follower follower(UUID task, int first, Function<Gateway, EventSource> means) {
    List<Gateway> inTurn = new ArrayList<>(gateways);
    Collections.rotate(inTurn, first);
    return new Follower(inTurn.stream().map(means).toList(), task, troubles);
  }
}
