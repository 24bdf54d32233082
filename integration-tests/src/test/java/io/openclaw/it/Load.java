package io.openclaw.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Some clients, each of which submits a task, follows it to its end, and submits the next one;
 * beside them the vigil, one task that goes on all the while. Each third request is sent twice.
 */
final class Load {
  private final Gateway gateway;
  private final String run;
  private final Troubles troubles = new Troubles();
  private final Ends ends = new Ends();
  private final AtomicInteger numbers = new AtomicInteger();
  private final Queue<LoadedTask> deliveries = new ConcurrentLinkedQueue<>();
  private final Queue<LoadedTask> vigils = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final List<Thread> clients = new ArrayList<>();
  private final int atLeast;
  private volatile boolean isEnding;

  /**
   * @param run part of all tokens, which are then unlike those of any other run
   * @param atLeast so many tasks, and more while it is not told to end
   */
  Load(Gateway gateway, String run, int atLeast) {
    this.gateway = gateway;
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
          assertThat(deliveries)
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
      LoadedTask task = submit(token, body, number % 3 == 0);
      deliveries.add(task);
      task.follower().follow();
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
    LoadedTask vigil = submit(token, body, true);
    vigils.add(vigil);
    vigil.follower().follow();
  }

  private LoadedTask submit(String token, ObjectNode body, boolean twice) throws Exception {
    Submission submission = new Submission(gateway, "key-" + token, body, troubles);
    UUID id = submission.send();
    if (twice) {
      assertThat(submission.send()).as("the task of the same key").isEqualTo(id);
    }
    return new LoadedTask(token, id, new Follower(gateway, id, troubles));
  }
}
