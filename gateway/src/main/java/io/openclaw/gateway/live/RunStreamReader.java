package io.openclaw.gateway.live;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.RunStream;
import io.openclaw.gateway.GatewayConfig;
import io.openclaw.gateway.live.RunPage.FirstEntry;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads runs' streams out of Redis. Blocks, so it is to be called on virtual threads. */
@ApplicationScoped
class RunStreamReader {
  private static final Logger LOG = Logger.getLogger(RunStreamReader.class);

  private final Redis redis;
  private final Duration timeout;
  private final int pageSize;

  RunStreamReader(Redis redis, GatewayConfig config) {
    this.redis = redis;
    this.timeout = config.gateway().live().redisTimeout();
    this.pageSize = config.gateway().live().pageSize();
  }

  /** The page after an entry, or the first page. The oldest entry comes in the same round trip. */
  RunPage read(UUID task, @Nullable EntryId after) throws InterruptedException {
    try {
      List<@Nullable Response> answers =
          await(redis.batch(List.of(range(task, null, 1), range(task, after, pageSize))));
      Response oldest = answers.get(0);
      return oldest == null || oldest.size() == 0
          ? new RunPage.Missing()
          : page(first(oldest.get(0)), requireNonNull(answers.get(1)));
    } catch (ExecutionException | TimeoutException e) {
      LOG.debugf("stream not reachable taskId=%s reason=\"%s\"", task, e.getMessage());
      return new RunPage.Unreachable();
    }
  }

  /** Whether an entry is there; not where there is no Redis. */
  boolean has(UUID task, EntryId entry) throws InterruptedException {
    List<Response> upTo = entriesBackwards(task, entry.toString(), 1);
    return !upTo.isEmpty() && id(upTo.getFirst()).equals(entry);
  }

  /** The newest recorded event at or before an entry; null where there is none, or no Redis. */
  @Nullable RunEvent recordedUpTo(UUID task, EntryId entry) throws InterruptedException {
    String upTo = entry.toString();
    while (true) {
      List<Response> entries = entriesBackwards(task, upTo, pageSize);
      for (Response e : entries) {
        RunEvent event = event(e);
        if (event != null && event.recorded() != null) {
          return event;
        }
      }
      if (entries.size() < pageSize) {
        return null;
      }
      upTo = "(" + entries.getLast().get(0);
    }
  }

  /** The entry that carries a recorded event; null where there is none, or no Redis. */
  @Nullable EntryId entryOf(UUID task, String key) throws InterruptedException {
    Predicate<RunEvent> isIt = e -> e.recorded() != null && e.recorded().key().equals(key);
    EntryId after = null;
    while (read(task, after) instanceof RunPage.Entries page) {
      RunEvent found = page.events().stream().filter(isIt).findFirst().orElse(null);
      if (found != null) {
        return EntryId.parse(found.id());
      }
      if (!page.isFull()) {
        return null;
      }
      after = page.next();
    }
    return null;
  }

  private List<Response> entriesBackwards(UUID task, String upTo, int count)
      throws InterruptedException {
    try {
      Request request =
          Request.cmd(Command.XREVRANGE)
              .arg(RunStream.key(task))
              .arg(upTo)
              .arg("-")
              .arg("COUNT")
              .arg(count);
      Future<@Nullable Response> answer = redis.send(request);
      return list(await(answer));
    } catch (ExecutionException | TimeoutException e) {
      LOG.debugf("stream not reachable taskId=%s reason=\"%s\"", task, e.getMessage());
      return List.of();
    }
  }

  private static Request range(UUID task, @Nullable EntryId after, int count) {
    return Request.cmd(Command.XRANGE)
        .arg(RunStream.key(task))
        .arg(after == null ? "-" : "(" + after)
        .arg("+")
        .arg("COUNT")
        .arg(count);
  }

  private RunPage.Entries page(FirstEntry first, Response entries) {
    List<RunEvent> events = new ArrayList<>();
    EntryId next = null;
    for (Response entry : entries) {
      next = id(entry);
      RunEvent event = event(entry);
      if (event != null) {
        events.add(event);
      }
    }
    return new RunPage.Entries(first, events, next, entries.size() == pageSize);
  }

  private static FirstEntry first(Response entry) {
    RunEvent event = event(entry);
    return new FirstEntry(
        id(entry), event == null || event.recorded() == null ? null : event.recorded().owner());
  }

  private static EntryId id(Response entry) {
    return requireNonNull(EntryId.parse(entry.get(0).toString()), "Redis gave no entry id");
  }

  /** An entry is its id and a flat list of field, value, field, value … */
  private static @Nullable RunEvent event(Response entry) {
    Response fields = entry.get(1);
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      if (fields.get(i).toString().equals(RunStream.FIELD)) {
        return EventReader.read(entry.get(0).toString(), fields.get(i + 1).toString());
      }
    }
    LOG.warnf("entry without an event skipped entry=%s", entry.get(0));
    return null;
  }

  private static List<Response> list(@Nullable Response response) {
    List<Response> list = new ArrayList<>();
    if (response != null) {
      response.forEach(list::add);
    }
    return list;
  }

  private <T extends @Nullable Object> T await(Future<T> answer)
      throws InterruptedException, ExecutionException, TimeoutException {
    return answer
        .toCompletionStage()
        .toCompletableFuture()
        .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }
}
