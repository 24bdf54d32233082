package io.openclaw.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.CloudEvents;
import io.openclaw.event.EventJson;
import io.openclaw.event.MalformedEventException;
import io.openclaw.event.Result;
import io.openclaw.event.StepCommand;
import io.openclaw.event.StepReport;
import io.openclaw.event.Topics;
import io.openclaw.event.WorkerSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Plays the worker for some agents: takes steps from Kafka, says that each has started and, at
 * once, that it is complete. What a worker does between the two is not what is measured with it.
 */
final class NoopWorker implements AutoCloseable {
  private final UUID incarnation = UUID.randomUUID();
  private final String id = "noop-" + incarnation;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicLong messages = new AtomicLong();
  private final CompletableFuture<Void> ended;
  private final boolean completes;
  private volatile boolean open = true;
  private final AtomicLong done = new AtomicLong();

  /**
   * @param completes whether steps end; where not, they are begun and stay under way
   */
  NoopWorker(String kafka, Collection<String> agents, boolean completes) {
    this.completes = completes;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka,
                "group.id", "openclaw-worker-noop",
                "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", "0"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer.subscribe(agents.stream().map(Topics::steps).toList());
    this.ended =
        CompletableFuture.runAsync(this::work, task -> Thread.ofPlatform().daemon().start(task));
  }

  /** Steps done so far. */
  long done() {
    return done.get();
  }

  @Override
  public void close() {
    open = false;
    ended.join();
    producer.close();
  }

  private void work() {
    try (consumer) {
      long nextBeat = 0;
      while (open) {
        if (System.nanoTime() >= nextBeat) {
          beat();
          nextBeat = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          answer(record);
        }
      }
    }
  }

  private void answer(ConsumerRecord<byte[], byte[]> record) {
    try {
      StepCommand command = EventJson.read(record.value(), StepCommand.class);
      if (command instanceof StepCommand.RunStep run) {
        report(new StepReport.Started(run.taskId(), Instant.now(), run.step(), id, incarnation));
        if (completes) {
          report(new StepReport.Completed(run.taskId(), Instant.now(), run.step(), result(run)));
        }
        done.incrementAndGet();
      }
    } catch (MalformedEventException e) {
      throw new IllegalStateException("the orchestrator sent nonsense", e);
    }
  }

  private static Result result(StepCommand.RunStep run) {
    String output = run.expectedOutput();
    return new Result(
        "Done.", output == null ? Map.of() : Map.of(output, TextNode.valueOf("done")), List.of());
  }

  private void report(StepReport report) {
    send(Topics.REPORTS, report.taskId().toString(), report);
  }

  private void beat() {
    Map<String, Set<Integer>> partitions = new TreeMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      partitions
          .computeIfAbsent(partition.topic(), _ -> new TreeSet<>())
          .add(partition.partition());
    }
    send(
        Topics.WORKERS,
        id,
        new WorkerSignal.Heartbeat(id, incarnation, Instant.now(), 0, partitions));
  }

  private void send(String topic, String key, Object event) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, key.getBytes(UTF_8), EventJson.write(event));
    String messageId = id + "-" + messages.incrementAndGet();
    CloudEvents.headers(
            messageId, EventJson.typeOf(event), "/openclaw/benchmark", key, Instant.now())
        .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    Future<RecordMetadata> _ = producer.send(record);
  }
}
