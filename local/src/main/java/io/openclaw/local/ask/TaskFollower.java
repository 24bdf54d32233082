package io.openclaw.local.ask;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Submits a task once and follows it to its end, over as many connections as that takes: after a
 * broken one it goes on behind the last event it has seen, so nothing is lost and nothing shown
 * twice. One use; not thread-safe.
 */
final class TaskFollower {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** Without any connection for so long, the gateway counts as gone. */
  private static final Duration GONE = Duration.ofMinutes(1);

  private final HttpClient client;
  private final URI gateway;
  private final String token;
  private final String version;
  private final Listener listener;
  private final Set<JsonNode> recorded = new HashSet<>();
  private @Nullable UUID taskId;
  private @Nullable String after;
  private boolean away;

  /** Told what happens, on the caller's thread. */
  interface Listener {
    void submitted(UUID taskId);

    /** Each event of the task, once. */
    void event(JsonNode event);

    /** The connection is lost; told once, however many tries it takes to get another. */
    void away(String reason);

    /** There is a connection again. */
    void back();
  }

  TaskFollower(HttpClient client, URI gateway, String token, String version, Listener listener) {
    this.client = requireNonNull(client, "client is null");
    this.gateway = requireNonNull(gateway, "gateway is null");
    this.token = requireNonNull(token, "token is null");
    this.version = requireNonNull(version, "version is null");
    this.listener = requireNonNull(listener, "listener is null");
  }

  /** A method that makes a task, and what it is told. */
  record Submission(String method, ObjectNode parameters) {}

  /**
   * Submits a task and follows it.
   *
   * @param submission what makes the task; its idempotency key lets one whose answer was lost be
   *     sent again
   * @param limit null: as long as it takes
   * @throws RefusedException when the gateway does not take the task, or not in time
   * @throws IOException when the gateway stays away
   */
  TaskEnd submitAndFollow(Submission submission, @Nullable Duration limit)
      throws IOException, RefusedException, InterruptedException {
    return run(submission, deadline(limit));
  }

  /** Follows a task that was submitted before, from its first event on. */
  TaskEnd follow(UUID task, @Nullable Duration limit)
      throws IOException, RefusedException, InterruptedException {
    taskId = task;
    return run(null, deadline(limit));
  }

  private TaskEnd run(@Nullable Submission submission, long deadline)
      throws IOException, RefusedException, InterruptedException {
    Duration pause = FIRST_PAUSE;
    long lastAlive = System.nanoTime();
    while (true) {
      String trouble;
      RefusedException refusal = null;
      try (GatewayConnection connection = GatewayConnection.open(client, gateway, token, version)) {
        UUID task = taskId == null ? submit(connection, requireNonNull(submission)) : taskId;
        subscribe(connection, task);
        pause = FIRST_PAUSE;
        if (away) {
          listener.back();
          away = false;
        }
        TaskEnd end = read(connection, deadline);
        if (end != null) {
          return end;
        }
        trouble = noGateway("the connection broke");
        lastAlive = System.nanoTime();
      } catch (RefusedException e) {
        if (!e.isRetryable()) {
          throw e;
        }
        refusal = e;
        trouble = "the gateway says: " + e.getMessage();
        pause = e.retryAfter() == null ? pause : e.retryAfter();
      } catch (ConnectException e) {
        trouble = noGateway("nobody answers there");
      } catch (WebSocketHandshakeException e) {
        trouble = "the gateway answers with HTTP status " + e.getResponse().statusCode();
      } catch (IOException e) {
        trouble = noGateway(e.getMessage() == null ? e.toString() : e.getMessage());
      }
      long now = System.nanoTime();
      boolean never = taskId == null && now > deadline;
      if (never || now - lastAlive > GONE.toNanos()) {
        if (refusal != null) {
          throw refusal;
        }
        throw new IOException(trouble);
      }
      if (now > deadline) {
        return new TaskEnd.TimedOut();
      }
      if (!away) {
        listener.away(trouble);
        away = true;
      }
      rest(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  private UUID submit(GatewayConnection connection, Submission submission)
      throws IOException, RefusedException, InterruptedException {
    JsonNode accepted = connection.request(submission.method(), submission.parameters());
    UUID task = UUID.fromString(accepted.path("taskId").asText());
    taskId = task;
    listener.submitted(task);
    return task;
  }

  private void subscribe(GatewayConnection connection, UUID task)
      throws IOException, RefusedException, InterruptedException {
    ObjectNode params = EventJson.mapper().createObjectNode().put("taskId", task.toString());
    if (after != null) {
      params.put("after", after);
    }
    connection.request("task.subscribe", params);
  }

  /** Null when the connection is gone before the task has ended. */
  private @Nullable TaskEnd read(GatewayConnection connection, long deadline)
      throws InterruptedException {
    long patience = 2 * connection.tick().toNanos();
    while (true) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return new TaskEnd.TimedOut();
      }
      Incoming next = connection.incoming().poll(Math.min(left, patience), TimeUnit.NANOSECONDS);
      switch (next) {
        case null -> {
          if (left > patience) {
            return null;
          }
        }
        case Incoming.Closed closed -> {
          return null;
        }
        case Incoming.Tick tick -> {}
        case Incoming.TaskFrame frame -> {
          if (isNew(frame)) {
            listener.event(frame.event());
            if (isFinal(frame.event())) {
              return new TaskEnd.Finished(frame.event());
            }
          }
        }
      }
    }
  }

  private boolean isNew(Incoming.TaskFrame frame) {
    if (!frame.id().isEmpty()) {
      after = frame.id();
    }
    // A gateway that has lost the live view sends the recorded history from its beginning.
    return isLive(frame.event()) || recorded.add(frame.event());
  }

  private static boolean isLive(JsonNode event) {
    return event.path("type").asText().startsWith("io.openclaw.live.");
  }

  private static boolean isFinal(JsonNode event) {
    return switch (event.path("type").asText()) {
      case "io.openclaw.task.completed.v1",
          "io.openclaw.task.failed.v1",
          "io.openclaw.task.cancelled.v1" ->
          true;
      default -> false;
    };
  }

  private String noGateway(String reason) {
    return "no gateway at " + gateway + ": " + reason;
  }

  private static long deadline(@Nullable Duration limit) {
    // A century is short enough for the arithmetic and long enough for a task.
    return System.nanoTime() + (limit == null ? Duration.ofDays(36_500) : limit).toNanos();
  }

  private static void rest(Duration pause) throws InterruptedException {
    LockSupport.parkNanos(pause.toNanos());
    if (Thread.interrupted()) {
      throw new InterruptedException("following the task was interrupted");
    }
  }
}
