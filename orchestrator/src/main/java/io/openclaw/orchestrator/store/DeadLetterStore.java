package io.openclaw.orchestrator.store;

import io.openclaw.deadletter.DeadLetterState;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Messages that were set aside. A letter that is to be sent again is its own place in an outbox:
 * that it is replayed, and what is to be sent, is one row. In a transaction.
 */
@ApplicationScoped
public class DeadLetterStore {
  /** More are not counted: nobody needs to know the number then. */
  private static final int MOST_COUNTED = 100_000;

  private static final String ADD =
      """
      insert into dead_letter
        (topic, partition, record_offset, reason, key, headers, value, value_size, at)
      select topic, partition, "offset", reason, decode(key, 'base64'), headers,
        decode(value, 'base64'), size, at
      from json_to_recordset(cast(cast(:rows as text) as json))
        as r(topic text, partition integer, "offset" bigint, reason text, key text, headers json,
          value text, size integer, at timestamptz)
      on conflict (topic, partition, record_offset) do nothing
      """;

  /** Keeps a letter; does nothing where it is kept already. */
  public Uni<Void> add(StoredLetter letter) {
    return Bulk.run(ADD, List.of(letter));
  }

  /**
   * Newest first; without headers, and with an empty value in the place of one that is kept.
   *
   * @param state null: any
   * @param topic null: any
   * @param before only those with a smaller id; null: all
   */
  public Uni<Slice<DeadLetterRow, Long>> page(
      @Nullable DeadLetterState state, @Nullable String topic, @Nullable Long before, int limit) {
    SqlConditions conditions =
        new SqlConditions()
            .with("states", state == null ? allStates() : state.name())
            .and("d.topic = :topic", "topic", topic)
            .and("d.id < :before", "before", before);
    return conditions
        .rows(
            """
            select cast(row_to_json(p) as text)
            from (
              select l.id, l.state, l.decided_at as "decidedAt", l.sent_at as "sentAt",
                json_build_object('topic', l.topic, 'partition', l.partition,
                  'offset', l.record_offset, 'reason', l.reason, 'key', encode(l.key, 'base64'),
                  'headers', json_build_array(), 'value', case when l.value is not null then '' end,
                  'size', l.value_size, 'at', l.at) as letter
              from unnest(string_to_array(:states, ',')) as s(state)
                cross join lateral (
                  select * from dead_letter d
                  where d.state = s.state %s
                  order by d.id desc
                  limit %d) l
              order by l.id desc
              limit %d) p
            """
                .formatted(conditions, limit + 1, limit + 1),
            DeadLetterRow.class)
        .map(rows -> Slice.of(rows, limit, DeadLetterRow::id));
  }

  /** Null where there is none. */
  public Uni<@Nullable DeadLetterRow> find(long id) {
    return first("id = :id", new SqlConditions().with("id", id));
  }

  /** The same, locked until the transaction ends. */
  public Uni<@Nullable DeadLetterRow> lock(long id) {
    return first("id = :id for update", new SqlConditions().with("id", id));
  }

  /** From now on it is to be sent. */
  public Uni<Void> replay(long id) {
    return update(
        "update dead_letter set state = 'REPLAYED', decided_at = now() where id = :id", id);
  }

  /** Its place is kept, so that a delivery that comes again does not bring it back. */
  public Uni<Void> drop(long id) {
    return update(
        "update dead_letter set state = 'DROPPED', decided_at = now(), key = null, value = null,"
            + " headers = json_build_array() where id = :id",
        id);
  }

  /**
   * The letter that has waited longest to be sent and that no one else is at; null: there is none.
   */
  public Uni<@Nullable DeadLetterRow> nextToSend() {
    return first(
        "state = 'REPLAYED' and sent_at is null and (retry_at is null or retry_at <= now())"
            + " order by decided_at limit 1 for update skip locked",
        new SqlConditions());
  }

  /** Kafka has it. */
  public Uni<Void> sent(long id) {
    return update("update dead_letter set sent_at = now(), retry_at = null where id = :id", id);
  }

  /** Lets a letter wait that could not be sent; others go on. */
  public Uni<Void> postpone(long id, Duration pause) {
    return update(
        "update dead_letter set retry_at = now() + make_interval(secs => %d) where id = :id"
            .formatted(pause.toSeconds()),
        id);
  }

  /** How many nobody has decided about, as far as that is counted. */
  public Uni<Long> open() {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    "select count(*) from (select 1 from dead_letter where state = 'OPEN' limit "
                        + MOST_COUNTED
                        + ") as counted",
                    Long.class)
                .getSingleResult());
  }

  /**
   * Deletes some letters that are too old, and not on their way; how many.
   *
   * @param most at once
   */
  public Uni<Integer> forget(Duration olderThan, int most) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    """
                    delete from dead_letter where id in (
                      select id from dead_letter
                      where at < now() - make_interval(secs => :seconds)
                        and not (state = 'REPLAYED' and sent_at is null)
                      order by at limit %d for update skip locked)
                    """
                        .formatted(most))
                .setParameter("seconds", (double) olderThan.toSeconds())
                .executeUpdate());
  }

  private static Uni<@Nullable DeadLetterRow> first(String condition, SqlConditions parameters) {
    return parameters
        .rows(
            """
            select cast(row_to_json(l) as text)
            from (
              select id, state, decided_at as "decidedAt", sent_at as "sentAt",
                json_build_object('topic', topic, 'partition', partition, 'offset', record_offset,
                  'reason', reason, 'key', encode(key, 'base64'), 'headers', headers,
                  'value', encode(value, 'base64'), 'size', value_size, 'at', at) as letter
              from dead_letter
              where %s) l
            """
                .formatted(condition),
            DeadLetterRow.class)
        .map(rows -> rows.isEmpty() ? null : rows.getFirst());
  }

  private static Uni<Void> update(String sql, long id) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(sql).setParameter("id", id).executeUpdate())
        .replaceWithVoid();
  }

  private static String allStates() {
    return Arrays.stream(DeadLetterState.values()).map(Enum::name).collect(Collectors.joining(","));
  }
}
