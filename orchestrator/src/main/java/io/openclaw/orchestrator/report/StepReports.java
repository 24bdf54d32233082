package io.openclaw.orchestrator.report;

import io.openclaw.event.StepReport;
import io.openclaw.orchestrator.engine.TaskInput;
import io.openclaw.orchestrator.message.Inbound;
import io.openclaw.orchestrator.message.Received;
import io.openclaw.orchestrator.task.Impulse;
import io.openclaw.orchestrator.task.TaskMoves;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Takes the workers' reports from openclaw.reports, as many at once as there are. */
@ApplicationScoped
class StepReports {
  private final Inbound inbound;
  private final Introductions introductions;
  private final TaskMoves moves;

  StepReports(Inbound inbound, Introductions introductions, TaskMoves moves) {
    this.inbound = inbound;
    this.introductions = introductions;
    this.moves = moves;
  }

  @Incoming("reports")
  Uni<Void> onReports(ConsumerRecords<byte[], byte[]> records) {
    return inbound.handle(records, StepReport.class, this::take);
  }

  private Uni<Map<String, Throwable>> take(List<Received<StepReport>> reports) {
    return introductions
        .introduce(reports.stream().map(Received::event).toList())
        .chain(strangers -> move(reports, strangers));
  }

  private Uni<Map<String, Throwable>> move(
      List<Received<StepReport>> reports, Map<UUID, Throwable> strangers) {
    Map<String, Throwable> refused = new HashMap<>();
    List<Impulse> impulses = new ArrayList<>();
    for (Received<StepReport> report : reports) {
      Throwable reason = reasonAgainst(report.event(), strangers);
      if (reason == null) {
        impulses.add(impulse(report));
      } else {
        refused.put(report.id(), reason);
      }
    }
    return moves
        .apply(impulses)
        .invoke(moved -> refused.putAll(moved.refusedMessages()))
        .replaceWith(refused);
  }

  private static @Nullable Throwable reasonAgainst(
      StepReport report, Map<UUID, Throwable> strangers) {
    return report instanceof StepReport.Started started
        ? strangers.get(started.incarnation())
        : null;
  }

  private static Impulse impulse(Received<StepReport> report) {
    return new Impulse.Happening(
        report.id(), report.event().taskId(), new TaskInput.Reported(report.event()));
  }
}
