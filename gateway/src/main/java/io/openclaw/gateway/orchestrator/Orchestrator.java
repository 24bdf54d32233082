package io.openclaw.gateway.orchestrator;

import io.openclaw.gateway.orchestrator.OrchestratorClient.RouteQuestion;
import io.openclaw.gateway.problem.ProblemException;
import io.openclaw.schedule.ScheduleView;
import io.openclaw.task.RouteExplanation;
import io.openclaw.task.TaskView;
import io.openclaw.workspace.live.WorkspaceReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * Asks the orchestrator, and says {@code UNAVAILABLE} where it does not answer. Blocks, so it is to
 * be called on virtual threads.
 */
@ApplicationScoped
public class Orchestrator {
  private static final int NOT_FOUND = 404;

  /** Of a history: as many events as the orchestrator gives at once. */
  private static final int PAGE = 1000;

  private final OrchestratorClient client;

  Orchestrator(@RestClient OrchestratorClient client) {
    this.client = client;
  }

  /** Empty where the orchestrator has no such task, or not yet. */
  public Optional<TaskView> task(UUID id) {
    return ask("task " + id, () -> client.task(id));
  }

  /**
   * Some of the recorded events after one, oldest first; empty where there is no such task, or not
   * yet.
   */
  public Optional<HistoryView> history(UUID id, long after) {
    return ask("history of task " + id, () -> client.history(id, after, PAGE));
  }

  public RouteExplanation explain(String text) {
    return ask("route", () -> client.explain(new RouteQuestion(text)))
        .orElseThrow(() -> unavailable("route", null));
  }

  /** The schedules of all tenants. */
  public List<ScheduleView> schedules() {
    return ask("schedules", client::schedules).orElseThrow(() -> unavailable("schedules", null));
  }

  /** Which version of the workspace is in force. */
  public WorkspaceReport workspace() {
    return ask("workspace", client::workspace).orElseThrow(() -> unavailable("workspace", null));
  }

  /** What a version of the workspace consists of, as a ZIP file. */
  public byte[] archive(String version) {
    String what = "workspace " + version;
    return ask(what, () -> client.archive(version)).orElseThrow(() -> unavailable(what, null));
  }

  /** Has the workspace's folder read now. */
  public WorkspaceReport reload() {
    return ask("reload", client::reload).orElseThrow(() -> unavailable("reload", null));
  }

  private static <T> Optional<T> ask(String what, Supplier<T> request) {
    try {
      return Optional.of(request.get());
    } catch (WebApplicationException e) {
      if (e.getResponse().getStatus() == NOT_FOUND) {
        return Optional.empty();
      }
      throw unavailable(what, e);
    } catch (ProcessingException e) {
      throw unavailable(what, e);
    }
  }

  private static ProblemException unavailable(String what, @Nullable RuntimeException cause) {
    return ProblemException.unavailable(
        "the orchestrator does not answer (" + what + "); try again", cause);
  }
}
