package io.openclaw.gateway.orchestrator;

import io.openclaw.task.ApprovalPage;
import io.openclaw.task.TaskPage;
import io.openclaw.task.TaskView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the orchestrator has recorded of tasks. Blocks, so it is to be called on virtual threads.
 */
@ApplicationScoped
public class TaskRecords {
  /** Of a history: as many events as the orchestrator gives at once. */
  private static final int PAGE = 1000;

  /** It comes from the caller's token and from nowhere else. */
  private static final String TENANT = "tenant";

  private final Orchestrators orchestrators;

  TaskRecords(Orchestrators orchestrators) {
    this.orchestrators = orchestrators;
  }

  /** Empty where the orchestrator has no such task, or not yet. */
  public Optional<TaskView> task(UUID id) {
    return orchestrators.find("task " + id, client -> client.task(id));
  }

  /**
   * Some of the recorded events after one, oldest first; empty where there is no such task, or not
   * yet.
   */
  public Optional<HistoryView> history(UUID id, long after) {
    Map<String, String> query = Map.of("after", "" + after, "limit", "" + PAGE);
    return orchestrators.find(historyOf(id), client -> client.history(id, query));
  }

  /** As a client asks for them. Whose task it is has been checked. */
  public HistoryView history(UUID id, Map<String, String> query) {
    Map<String, String> asked = ListAddress.check(query);
    return orchestrators.read(historyOf(id), client -> client.history(id, asked));
  }

  /** A tenant's tasks, newest first. */
  public TaskPage tasks(String tenant, Map<String, String> query) {
    Map<String, String> asked = of(tenant, query);
    return orchestrators.read("tasks", client -> client.tasks(asked));
  }

  /** A tenant's steps that wait for approval, oldest first. */
  public ApprovalPage approvals(String tenant, Map<String, String> query) {
    Map<String, String> asked = of(tenant, query);
    return orchestrators.read("approvals", client -> client.approvals(asked));
  }

  private static String historyOf(UUID id) {
    return "history of task " + id;
  }

  private static Map<String, String> of(String tenant, Map<String, String> query) {
    Map<String, String> all = new LinkedHashMap<>(ListAddress.check(query));
    all.put(TENANT, tenant);
    return all;
  }
}
