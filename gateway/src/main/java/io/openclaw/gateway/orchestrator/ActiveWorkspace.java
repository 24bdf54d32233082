package io.openclaw.gateway.orchestrator;

import io.openclaw.gateway.orchestrator.OrchestratorClient.RouteQuestion;
import io.openclaw.schedule.ScheduleView;
import io.openclaw.task.RouteExplanation;
import io.openclaw.workspace.live.WorkspaceReport;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * The workspace that the orchestrator goes by, and what follows from it: routes and schedules.
 * Blocks, so it is to be called on virtual threads.
 */
@ApplicationScoped
public class ActiveWorkspace {
  private final OrchestratorClient client;

  ActiveWorkspace(@RestClient OrchestratorClient client) {
    this.client = client;
  }

  /** Which version is in force. */
  public WorkspaceReport report() {
    return Answers.ask("workspace", client::workspace);
  }

  /** What a version consists of, as a ZIP file. */
  public byte[] archive(String version) {
    return Answers.ask("workspace " + version, () -> client.archive(version));
  }

  /** Has the workspace's folder read now. */
  public WorkspaceReport reload() {
    return Answers.ask("reload", client::reload);
  }

  public RouteExplanation explain(String text) {
    return Answers.ask("route", () -> client.explain(new RouteQuestion(text)));
  }

  /** The schedules of all tenants. */
  public List<ScheduleView> schedules() {
    return Answers.ask("schedules", client::schedules);
  }
}
