package io.openclaw.orchestrator.message;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has messages dealt with, whatever comes between: an outage is waited for, a message that cannot
 * be dealt with is found out and holds up no other.
 *
 * @param work gives the ids of those that it can make nothing of, and why
 * @param origins of all messages
 */
record Insistence<T>(
    Function<List<Received<T>>, Uni<Map<String, Throwable>>> work, Origins origins) {
  private static final Logger LOG = Logger.getLogger(Inbound.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int TRIES_OF_A_BUG = 3;

  /** Never fails; the ids of those that nothing can be made of, and why. */
  Uni<Map<String, Throwable>> on(List<Received<T>> messages) {
    return messages.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : always(
            origins.of(messages),
            work(messages)
                .onFailure(failure -> Fault.of(failure) != Fault.OUTAGE)
                .recoverWithUni(failure -> apart(messages, failure)));
  }

  /**
   * Tries something for as long as it fails.
   *
   * @param origin of the messages, for the log
   */
  static <R> Uni<R> always(String origin, Uni<R> work) {
    AtomicReference<@Nullable String> told = new AtomicReference<>();
    return work.onFailure()
        .invoke(failure -> logRetry(origin, failure, told))
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely();
  }

  private Uni<Map<String, Throwable>> apart(List<Received<T>> messages, Throwable failure) {
    return messages.size() == 1
        ? alone(messages, failure)
        : Multi.createFrom()
            .iterable(messages)
            .onItem()
            .transformToUniAndConcatenate(message -> on(List.of(message)))
            .collect()
            .in(HashMap::new, Map::putAll);
  }

  /** What is not the message's fault may be a bug that shows only now and then. */
  private Uni<Map<String, Throwable>> alone(List<Received<T>> message, Throwable failure) {
    String id = message.getFirst().id();
    if (Fault.of(failure) == Fault.MESSAGE) {
      return Uni.createFrom().item(Map.of(id, failure));
    }
    return work(message)
        .onFailure(again -> Fault.of(again) == Fault.PROGRAM)
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .atMost(TRIES_OF_A_BUG)
        .onFailure(again -> Fault.of(again) != Fault.OUTAGE)
        .invoke(again -> LOG.errorf(again, "Message can't be dealt with %s", origins.of(message)))
        .onFailure(again -> Fault.of(again) != Fault.OUTAGE)
        .recoverWithItem(again -> Map.of(id, again));
  }

  private Uni<Map<String, Throwable>> work(List<Received<T>> messages) {
    return Uni.createFrom().deferred(() -> work.apply(messages));
  }

  /** Each time, since it is what everything waits for; where it came from, once for each reason. */
  private static void logRetry(
      String origin, Throwable failure, AtomicReference<@Nullable String> told) {
    String reason = failure.toString();
    Throwable trace = reason.equals(told.getAndSet(reason)) ? null : failure;
    LOG.warnf(trace, "Messages wait and are tried again %s reason=\"%s\"", origin, reason);
  }
}
