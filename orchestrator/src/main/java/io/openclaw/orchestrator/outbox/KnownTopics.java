package io.openclaw.orchestrator.outbox;

import static java.util.stream.Collectors.toSet;

import io.openclaw.orchestrator.message.KafkaOutput;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Which topics there are. Each message to a topic that is not there, or not for us, would block
 * whoever sends it for seconds: so it is asked for beside the sending, and what is for others goes
 * on. For one thread.
 */
@ApplicationScoped
class KnownTopics {
  private static final Logger LOG = Logger.getLogger(KnownTopics.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final KafkaOutput output;
  private final Set<String> known = new HashSet<>();
  private final Map<String, Question> missing = new HashMap<>();

  /**
   * @param at by {@link System#nanoTime}
   */
  private record Question(long at, CompletableFuture<Boolean> answer) {
    boolean isAnswered(boolean expected) {
      return answer.isDone() && answer.join() == expected;
    }

    boolean isOld() {
      return System.nanoTime() - at > PAUSE.toNanos();
    }
  }

  KnownTopics(KafkaOutput output) {
    this.output = output;
  }

  /**
   * Those of some topics that nothing can be sent to now. Blocks for those that nobody has asked
   * for yet, for all of them together once and no longer than the producer does for one.
   */
  Set<String> unknown(Collection<String> topics) {
    topics.stream()
        .filter(topic -> !known.contains(topic) && !missing.containsKey(topic))
        .distinct()
        .map(this::ask)
        .toList()
        .forEach(question -> question.answer().join());
    Set<String> absent = missing();
    return topics.stream().filter(absent::contains).collect(toSet());
  }

  /** All that were asked for in vain; now and then it is asked again. Does not block. */
  Set<String> missing() {
    Map.copyOf(missing).forEach(this::look);
    return Set.copyOf(missing.keySet());
  }

  private void look(String topic, Question question) {
    if (question.isAnswered(true)) {
      missing.remove(topic);
      known.add(topic);
    } else if (question.isAnswered(false) && question.isOld()) {
      LOG.warnf(
          "Messages wait for a topic that is not there, or not for us, or Kafka does not say topic=%s",
          topic);
      Question _ = ask(topic);
    }
  }

  /** It was there, and has gone. */
  void lost(String topic) {
    known.remove(topic);
    Question _ = ask(topic);
  }

  private Question ask(String topic) {
    Question question = new Question(System.nanoTime(), output.knows(topic));
    missing.put(topic, question);
    return question;
  }
}
