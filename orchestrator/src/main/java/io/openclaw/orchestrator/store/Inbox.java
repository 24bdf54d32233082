package io.openclaw.orchestrator.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Remembers the messages that have been dealt with. */
@ApplicationScoped
public class Inbox {

  /** Whether this transaction is the first to deal with that message. */
  public Uni<Boolean> claim(String messageId) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    "insert into inbox (message_id) values (:id) on conflict do nothing")
                .setParameter("id", messageId)
                .executeUpdate())
        .map(rows -> rows == 1);
  }

  /** Forgets messages that are too old to come again. */
  public Uni<Integer> forget(Duration olderThan) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    "delete from inbox"
                        + " where received_at < now() - make_interval(secs => :seconds)")
                .setParameter("seconds", (double) olderThan.toSeconds())
                .executeUpdate());
  }
}
