package io.openclaw.local.ask;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import io.openclaw.local.ask.TaskFollower.Submission;
import io.openclaw.local.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One task as the terminal sees it: submitted or joined, followed, its results shown. One use, from
 * one thread, but for {@link #taskId}.
 */
public final class Asking {
  private static final String CANCELLED = "io.openclaw.task.cancelled.v1";
  private final Terminal terminal;
  private final URI gateway;
  private final String token;
  private final String version;
  private final Path artifacts;
  private final Path workspace;
  private final boolean json;
  private final AtomicReference<@Nullable UUID> taskId = new AtomicReference<>();

  /** How it ended. */
  public sealed interface Outcome {

    record Completed() implements Outcome {}

    record Failed(String reason) implements Outcome {}

    /** Somebody did not want it any more. */
    record Cancelled(String by) implements Outcome {}

    /** The time limit was over; the task goes on. */
    record TimedOut() implements Outcome {}

    /** The gateway does not take the request. */
    record Refused(String code, String reason) implements Outcome {}
  }

  /**
   * @param gateway its address, {@code http://host:port}
   * @param artifacts the folder of all tasks' artifacts
   * @param workspace the workspace's folder
   * @param json each event as a line of JSON, and nothing else on standard output
   */
  public Asking(
      Terminal terminal,
      URI gateway,
      String token,
      String version,
      Path artifacts,
      Path workspace,
      boolean json) {
    this.terminal = requireNonNull(terminal, "terminal is null");
    this.gateway = requireNonNull(gateway, "gateway is null");
    this.token = requireNonNull(token, "token is null");
    this.version = requireNonNull(version, "version is null");
    this.artifacts = requireNonNull(artifacts, "artifacts is null");
    this.workspace = requireNonNull(workspace, "workspace is null");
    this.json = json;
  }

  /** The task that is followed, once it is known. Any thread. */
  public @Nullable UUID taskId() {
    return taskId.get();
  }

  /**
   * Submits a task.
   *
   * @param agent asked by name, or null for the routing rules to decide
   * @throws IOException when the gateway can't be reached
   */
  public Outcome ask(String text, @Nullable String agent, @Nullable Duration limit)
      throws IOException, InterruptedException {
    ObjectNode request = EventJson.mapper().createObjectNode();
    request.put("text", text).put("idempotencyKey", UUID.randomUUID().toString());
    if (agent != null) {
      request.put("agent", agent);
    }
    return submit("task.submit", request, limit);
  }

  /**
   * Tries an ended task again, as a new one.
   *
   * @param from id of a step that is done again although it is complete; null: none
   * @throws IOException when the gateway can't be reached
   */
  public Outcome retry(UUID task, @Nullable String from, @Nullable Duration limit)
      throws IOException, InterruptedException {
    ObjectNode request = EventJson.mapper().createObjectNode();
    request.put("taskId", task.toString()).put("idempotencyKey", UUID.randomUUID().toString());
    if (from != null) {
      request.put("from", from);
    }
    return submit("task.retry", request, limit);
  }

  private Outcome submit(String method, ObjectNode parameters, @Nullable Duration limit)
      throws IOException, InterruptedException {
    Submission submission = new Submission(method, parameters);
    return run(follower -> follower.submitAndFollow(submission, limit));
  }

  /** Shows a task that was submitted before, from its beginning. */
  public Outcome watch(UUID task, @Nullable Duration limit)
      throws IOException, InterruptedException {
    taskId.set(task);
    return run(follower -> follower.follow(task, limit));
  }

  private interface Following {
    TaskEnd by(TaskFollower follower) throws IOException, RefusedException, InterruptedException;
  }

  private Outcome run(Following following) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      FutureTask<AgentNames> names =
          new FutureTask<>(() -> AgentNames.fetch(client, gateway, token));
      Thread.startVirtualThread(names);
      View view = json ? new JsonView() : new TextView(names);
      TaskFollower follower = new TaskFollower(client, gateway, token, version, view);
      TaskEnd end;
      try {
        end = following.by(follower);
      } catch (RefusedException e) {
        client.shutdownNow();
        return new Outcome.Refused(e.code(), String.valueOf(e.getMessage()));
      }
      client.shutdownNow();
      return switch (end) {
        case TaskEnd.TimedOut timedOut -> new Outcome.TimedOut();
        case TaskEnd.Finished(var event) -> finished(PlainText.of(event), view);
      };
    }
  }

  private static Outcome finished(JsonNode event, View view) {
    JsonNode cause = event.path("cause");
    if (!cause.isMissingNode()) {
      return new Outcome.Failed(
          cause.path("message").asText() + " (" + cause.path("code").asText() + ")");
    }
    if (event.path("type").asText().equals(CANCELLED)) {
      return new Outcome.Cancelled(event.path("by").asText());
    }
    view.result(event.path("result"));
    return new Outcome.Completed();
  }

  private abstract class View implements TaskFollower.Listener {
    @Override
    public void submitted(UUID task) {
      taskId.set(task);
    }

    @Override
    public void away(String reason) {
      terminal.err().println("(" + PlainText.of(reason) + "; trying again)");
    }

    @Override
    public void back() {
      terminal.err().println("(connected again)");
    }

    abstract void result(JsonNode result);
  }

  private final class JsonView extends View {
    @Override
    public void event(JsonNode event) {
      terminal.out().println(event.toString());
    }

    @Override
    void result(JsonNode result) {}
  }

  private final class TextView extends View {
    private final FutureTask<AgentNames> names;
    private @Nullable Transcript transcript;

    @Override
    public void submitted(UUID task) {
      super.submitted(task);
      terminal.out().println(terminal.bold("Task   ") + task);
    }

    TextView(FutureTask<AgentNames> names) {
      this.names = names;
    }

    @Override
    public void event(JsonNode event) {
      if (transcript == null) {
        transcript = new Transcript(terminal, agentNames());
      }
      transcript.show(PlainText.of(event));
    }

    @Override
    void result(JsonNode result) {
      Transcript shown = transcript == null ? new Transcript(terminal, agentNames()) : transcript;
      new Results(terminal, agentNames(), shown, artifacts, workspace, terminal.out()::println)
          .show(result);
    }

    private AgentNames agentNames() {
      try {
        return names.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("cannot read the agents' names", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }
}
