package io.openclaw.orchestrator.store;

import io.openclaw.event.EventJson;
import io.openclaw.event.TaskEvent;
import io.openclaw.orchestrator.engine.Decision;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Tasks' events, numbered without gaps. */
@ApplicationScoped
class History {

  /** As the statement below reads it. */
  record Entry(UUID taskId, long seq, String type, String data, Instant at) {}

  /** One statement, however many there are. */
  Uni<Void> add(Decision decision) {
    List<Entry> entries = new ArrayList<>();
    for (NumberedEvent event : NumberedEvent.of(decision)) {
      entries.add(
          new Entry(
              event.event().taskId(),
              event.seq(),
              EventJson.typeOf(event.event()),
              StoreJson.write(event.event(), TaskEvent.class),
              event.event().at()));
    }
    return Bulk.run(
        """
        insert into task_event (task_id, seq, type, data, at)
        select "taskId", seq, type, cast(data as json), at
        from json_to_recordset(cast(cast(:rows as text) as json))
          as r("taskId" uuid, seq bigint, type text, data text, at timestamptz)
        """,
        entries);
  }
}
