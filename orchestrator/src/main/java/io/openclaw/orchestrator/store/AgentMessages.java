package io.openclaw.orchestrator.store;

import io.openclaw.inbox.Letter;
import io.openclaw.inbox.Reading;
import io.openclaw.inbox.Received;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** What agents have written to each other. In a transaction. */
@ApplicationScoped
public class AgentMessages {
  private static final String UNREAD =
      """
      select 1 from agent_message
      where tenant = :tenant and recipient = :recipient and read_key is null
      """;

  /**
   * What came of a message.
   *
   * @param kept whether it lies in the inbox, or did once; else there was no room
   * @param unread messages in the inbox now
   */
  public record Filed(boolean kept, int unread) {}

  private record Count(int count) {}

  /**
   * Files a message; one that is there already is left as it is. Those who write to one inbox do so
   * one after the other, so that its limit holds.
   *
   * @param most unread messages that an inbox may have
   */
  public Uni<Filed> add(UUID id, Letter letter, int most) {
    return lock(letter).chain(() -> file(id, letter, most));
  }

  private static Uni<?> lock(Letter letter) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    "select 1 from (select pg_advisory_xact_lock("
                        + "hashtextextended(cast(:inbox as text), 12))) as locked",
                    Integer.class)
                .setParameter("inbox", letter.tenant() + '\n' + letter.recipient())
                .getSingleResult());
  }

  private static Uni<Filed> file(UUID id, Letter letter, int most) {
    return new SqlConditions()
        .with("id", id.toString())
        .with("tenant", letter.tenant())
        .with("sender", letter.sender())
        .with("recipient", letter.recipient())
        .with("task", letter.taskId().toString())
        .with("subject", letter.subject())
        .with("text", letter.text())
        .rows(
            """
            with known as (select 1 from agent_message where id = cast(:id as uuid)),
              unread as (select count(*) as count from (%s) as lies),
              added as (
                insert into agent_message (id, tenant, sender, recipient, task_id, subject, text)
                select cast(:id as uuid), :tenant, :sender, :recipient, cast(:task as uuid), :subject,
                  :text
                from unread
                where unread.count < %d and not exists (select 1 from known)
                returning 1)
            select cast(json_build_object(
                'kept', exists (select 1 from known) or exists (select 1 from added),
                'unread', unread.count + (select count(*) from added)) as text)
            from unread
            """
                .formatted(UNREAD, most),
            Filed.class)
        .map(List::getFirst);
  }

  /**
   * Marks messages as read, oldest first: those that nobody has read, and those that only an
   * earlier attempt of the same step has. An attempt that a later one has overtaken gets none.
   */
  public Uni<List<Received>> read(Reading reading) {
    return new SqlConditions()
        .with("tenant", reading.tenant())
        .with("recipient", reading.agent())
        .with("key", reading.key())
        .with("attempt", reading.attempt())
        .rows(
            """
            with chosen as (
                select id from agent_message
                where tenant = :tenant and recipient = :recipient
                  and (read_key is null or read_key = :key and read_attempt < :attempt)
                  and not exists (
                    select 1 from agent_message
                    where tenant = :tenant and recipient = :recipient
                      and read_key = :key and read_attempt > :attempt)
                order by number limit %d for update skip locked),
              taken as (
                update agent_message as m set read_key = :key, read_attempt = :attempt
                from chosen where m.id = chosen.id
                returning m.*)
            select cast(json_build_object('number', number, 'message', json_build_object('id', id,
              'sender', sender, 'taskId', task_id, 'subject', subject, 'text', text,
              'sentAt', sent_at)) as text)
            from taken
            """
                .formatted(reading.limit()),
            Numbered.class)
        .map(AgentMessages::inOrder);
  }

  private record Numbered(long number, Received message) {}

  private static List<Received> inOrder(List<Numbered> messages) {
    return messages.stream()
        .sorted(Comparator.comparingLong(Numbered::number))
        .map(Numbered::message)
        .toList();
  }

  /** Messages that lie in an inbox and that nobody has read. */
  public Uni<Integer> unread(String tenant, String agent) {
    return new SqlConditions()
        .with("tenant", tenant)
        .with("recipient", agent)
        .rows(
            "select cast(json_build_object('count', count(*)) as text) from (" + UNREAD + ") as u",
            Count.class)
        .map(counts -> counts.getFirst().count());
  }

  /**
   * Deletes some messages that are too old, read or not; how many.
   *
   * @param most at once
   */
  public Uni<Integer> forget(Duration olderThan, int most) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    """
                    delete from agent_message where id in (
                      select id from agent_message
                      where sent_at < now() - make_interval(secs => :seconds)
                      order by sent_at limit %d for update skip locked)
                    """
                        .formatted(most))
                .setParameter("seconds", (double) olderThan.toSeconds())
                .executeUpdate());
  }
}
