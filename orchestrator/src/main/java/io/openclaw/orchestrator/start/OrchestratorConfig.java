package io.openclaw.orchestrator.start;

import io.openclaw.artifact.ArtifactsConfig;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The orchestrator's own settings; each is an environment variable too, as in OPENCLAW_WORKSPACE.
 */
@ConfigMapping(prefix = "openclaw")
public interface OrchestratorConfig {

  /** The workspace's folder. */
  @WithDefault("workspace")
  String workspace();

  /** Whether the folder is watched, so that an edit comes into force without being asked for. */
  @WithDefault("true")
  boolean workspaceWatch();

  /**
   * Where artifacts lie unless they are in S3, shared with workers and gateways; only to delete
   * those of tasks that are deleted.
   */
  @WithDefault(".openclaw/data")
  Path data();

  /** The same as the workers' and the gateways'. */
  ArtifactsConfig artifacts();

  /** For copies of the workspace; may be lost, and may be shared. */
  @WithDefault(".openclaw/cache")
  Path cache();

  /** The bearer token that other services show; without one the orchestrator does not start. */
  Optional<String> internalToken();

  /** About Kafka's topics. */
  TopicConfig topics();

  /** About PostgreSQL. */
  DatabaseConfig database();

  /** About the workers. */
  WorkerConfig workers();

  /** About tasks that start by the clock. */
  ScheduleConfig schedules();

  /** About tasks that are over. */
  TaskConfig tasks();

  /** About messages that nothing can be made of. */
  DeadLetterConfig deadLetters();

  /** About what agents write to each other. */
  InboxConfig inbox();

  /** How often it is looked for what has been kept long enough. */
  @WithDefault("1m")
  Duration retentionInterval();

  /** About messages that are to leave. */
  OutboxConfig outbox();

  /** How topics are created that do not exist. */
  interface TopicConfig {
    @WithDefault("3")
    int partitions();

    /** Copies of each partition; without a setting as many as the brokers' own default. */
    Optional<Short> replication();

    /** The largest message that they take. */
    @WithDefault("16M")
    MemorySize maxMessageSize();

    /** How long the start waits for Kafka; after that the topics come when Kafka does. */
    @WithDefault("10s")
    Duration patience();
  }

  /** How much may wait to be sent. */
  interface OutboxConfig {
    /**
     * With so many messages in it no new task begins; those that run go on. Steps do not count,
     * since they may wait for a topic that is missing; the events that tell of them do.
     */
    @WithDefault("100000")
    long limit();

    /**
     * So long the database may not answer; then its relay tries it anew. From 1.5 to 25 seconds.
     */
    @WithDefault("25s")
    Duration patience();
  }

  /** When others, or other connections, have to go on. */
  interface DatabaseConfig {
    /**
     * So long without the database; then this replica gives its partitions to others, until it has
     * the database again. From 3 seconds.
     */
    @WithDefault("15s")
    Duration patience();

    /**
     * So long nothing may come over a connection from which an answer is expected; then it counts
     * as lost, and what waited is tried again over a new one. No statement may take longer. From 1
     * second.
     */
    @WithDefault("25s")
    Duration silence();
  }

  /** When a worker is lost. */
  interface WorkerConfig {
    /**
     * So long without a heartbeat. From 6 seconds: that Kafka itself does not answer is known after
     * 3.
     */
    @WithDefault("10s")
    Duration silence();
  }

  /** When a tick is missed. */
  interface ScheduleConfig {
    /** So long after it was due; what is late by less is started whatever the schedule says. */
    @WithDefault("1m")
    Duration missedAfter();
  }

  /** How long tasks are kept. */
  interface TaskConfig {
    /** So long after they have ended, with their histories and files; {@code off}: for ever. */
    @WithDefault("30d")
    @WithConverter(RetentionTime.Reader.class)
    RetentionTime retention();
  }

  /** What is kept of messages between agents. */
  interface InboxConfig {
    /** So long after they were sent, read or not; {@code off}: for ever. */
    @WithDefault("30d")
    @WithConverter(RetentionTime.Reader.class)
    RetentionTime retention();

    /** Messages that an agent of a tenant may have that it has not read; more are refused. */
    @WithDefault("1000")
    int mostUnread();
  }

  /** What is kept of dead letters. */
  interface DeadLetterConfig {
    /** So long after they were set aside; {@code off}: for ever. */
    @WithDefault("30d")
    @WithConverter(RetentionTime.Reader.class)
    RetentionTime retention();

    /** The largest value that is kept; of a larger one it is said where it lies. */
    @WithDefault("1M")
    MemorySize maxValue();
  }
}
