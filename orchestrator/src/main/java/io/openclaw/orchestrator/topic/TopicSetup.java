package io.openclaw.orchestrator.topic;

import io.openclaw.event.StepAttempt;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.start.OrchestratorConfig;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Creates the topics that do not exist; leaves those alone that do. */
@ApplicationScoped
public class TopicSetup {
  private static final Logger LOG = Logger.getLogger(TopicSetup.class);

  /** Heartbeats older than that interest nobody. */
  private static final Duration SIGNALS_KEPT = Duration.ofHours(1);

  private final Map<String, Object> kafka;
  private final OrchestratorConfig.TopicConfig config;

  /** All that there ever were since the start: tasks may still run on earlier versions. */
  private final Set<String> agents = ConcurrentHashMap.newKeySet();

  private volatile boolean ready;

  TopicSetup(
      @Identifier("default-kafka-broker") Map<String, Object> kafka, OrchestratorConfig config) {
    this.kafka = kafka;
    this.config = config.topics();
  }

  /** Whether all topics exist. */
  boolean isReady() {
    return ready;
  }

  /**
   * Blocks until the topics of these agents exist, and the common ones, but no longer than the
   * configured patience; where Kafka is not there by then, they come when it is.
   */
  public void create(Collection<String> agentIds) {
    if (agents.addAll(agentIds) || !ready) {
      ready = false;
      create();
    }
  }

  private void create() {
    try (AdminClient admin = AdminClient.create(adminConfig())) {
      List<NewTopic> wanted = topics();
      int timeout = Math.toIntExact(config.patience().toMillis());
      Map<String, KafkaFuture<Void>> created =
          admin.createTopics(wanted, new CreateTopicsOptions().timeoutMs(timeout)).values();
      for (Map.Entry<String, KafkaFuture<Void>> topic : created.entrySet()) {
        awaitTopic(topic.getKey(), topic.getValue());
      }
      ready = true;
      LOG.infof("Topics are there count=%d", wanted.size());
    } catch (ExecutionException e) {
      LOG.warnf("Topics are not there yet reason=\"%s\"", e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void retry() {
    if (!ready) {
      create();
    }
  }

  private static void awaitTopic(String name, KafkaFuture<Void> created)
      throws ExecutionException, InterruptedException {
    try {
      created.get();
      LOG.infof("Topic created topic=%s", name);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private List<NewTopic> topics() {
    List<NewTopic> topics = new ArrayList<>();
    for (String name : List.of(Topics.TASKS, Topics.REPORTS, Topics.EVENTS, Topics.DEAD_LETTERS)) {
      topics.add(topic(name, Map.of()));
    }
    String kept = String.valueOf(SIGNALS_KEPT.toMillis());
    topics.add(
        topic(
            Topics.WORKERS,
            Map.of(TopicConfig.RETENTION_MS_CONFIG, kept, TopicConfig.SEGMENT_MS_CONFIG, kept)));
    // Read by every worker, as a whole: more partitions would be of no use.
    topics.add(new NewTopic(Topics.CANCELS, Optional.of(1), config.replication()));
    topics.add(topic(Topics.steps(StepAttempt.SHARED), Map.of()));
    agents.forEach(id -> topics.add(topic(Topics.steps(id), Map.of())));
    return topics;
  }

  private NewTopic topic(String name, Map<String, String> special) {
    Map<String, String> settings = new HashMap<>(special);
    settings.put(
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        String.valueOf(config.maxMessageSize().asLongValue()));
    return new NewTopic(name, Optional.of(config.partitions()), config.replication())
        .configs(settings);
  }

  private Map<String, Object> adminConfig() {
    Map<String, Object> settings = new HashMap<>();
    kafka.forEach((name, value) -> {
      if (AdminClientConfig.configNames().contains(name)) {
        settings.put(name, value);
      }
    });
    int timeout = Math.toIntExact(config.patience().toMillis());
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
    return settings;
  }
}
