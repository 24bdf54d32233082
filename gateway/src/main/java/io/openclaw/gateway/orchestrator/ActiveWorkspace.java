package io.openclaw.gateway.orchestrator;

import io.openclaw.gateway.orchestrator.OrchestratorClient.RouteQuestion;
import io.openclaw.schedule.ScheduleView;
import io.openclaw.task.RouteExplanation;
import io.openclaw.workspace.live.WorkspaceReport;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * The workspace that the orchestrator goes by, and what follows from it: routes and schedules.
 * Blocks, so it is to be called on virtual threads.
 */
@ApplicationScoped
public class ActiveWorkspace {
  private final Orchestrators orchestrators;

  ActiveWorkspace(Orchestrators orchestrators) {
    this.orchestrators = orchestrators;
  }

  /** Which version is in force. */
  public WorkspaceReport report() {
    return orchestrators.read("workspace", OrchestratorClient::workspace);
  }

  /** What a version consists of, as a ZIP file. */
  public byte[] archive(String version) {
    return orchestrators.read("workspace " + version, client -> client.archive(version));
  }

  /** Has the workspace's folder read now. */
  public WorkspaceReport reload() {
    return orchestrators.change("reload", OrchestratorClient::reload);
  }

  public RouteExplanation explain(String text) {
    return orchestrators.read("route", client -> client.explain(new RouteQuestion(text)));
  }

  /** The schedules of all tenants. */
  public List<ScheduleView> schedules() {
    return orchestrators.read("schedules", OrchestratorClient::schedules);
  }
}
