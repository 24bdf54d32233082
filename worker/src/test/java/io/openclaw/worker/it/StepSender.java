package io.openclaw.worker.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.Attachment;
import io.openclaw.event.EventJson;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends steps, as the orchestrator would. */
final class StepSender implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer;

  StepSender(Broker broker) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.address(),
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Broker.LARGEST_MESSAGE),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  void send(RunStep step) throws Exception {
    send(Topics.steps(step.step().agentId()), step.taskId().toString(), EventJson.write(step));
  }

  /** The record's offset. */
  long send(String topic, String key, byte[] value) throws Exception {
    return producer
        .send(new ProducerRecord<>(topic, key, value))
        .get(30, TimeUnit.SECONDS)
        .offset();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  /** A step for an agent, with the test table attached. */
  static RunStep agentStep(String agent, List<String> skills, @Nullable String output) {
    return step(agent, "Make a thing", skills, null, output, Duration.ofSeconds(60), Map.of());
  }

  static RunStep directStep(String handler) {
    return step("shared", "Count it", List.of(), handler, null, Duration.ofSeconds(60), Map.of());
  }

  /** A step after another one of a task, with what that one has come to. */
  static RunStep laterStep(UUID task, String handler, Map<String, JsonNode> inputs) {
    return new RunStep(
        task,
        Instant.now(),
        "acme",
        new StepAttempt("step-2", "shared", 1),
        WorkerProcess.VERSION,
        "Go on",
        "do it",
        inputs,
        List.of(),
        List.of(),
        handler,
        null,
        Duration.ofSeconds(60),
        task + "/step-2/shared",
        null,
        List.of());
  }

  /** The same step in a task that tries another one again. */
  static RunStep again(RunStep step) {
    UUID task = UUID.randomUUID();
    return copy(step, task, task + "/step-2/shared", step.inlineTotal(), List.of(step.taskId()));
  }

  /** The same step in a task that has less room. */
  static RunStep within(RunStep step, int inlineTotal) {
    return copy(step, step.taskId(), step.idempotencyKey(), inlineTotal, step.earlierTasks());
  }

  private static RunStep copy(
      RunStep step, UUID task, String key, @Nullable Integer inlineTotal, List<UUID> earlier) {
    return new RunStep(
        task,
        step.at(),
        step.tenant(),
        step.step(),
        step.workspaceVersion(),
        step.request(),
        step.instruction(),
        step.inputs(),
        step.attachments(),
        step.skills(),
        step.handler(),
        step.expectedOutput(),
        step.timeout(),
        key,
        inlineTotal,
        earlier);
  }

  /** A step that runs until a file appears. */
  static RunStep waitingStep(Path until, Duration timeout) {
    return step(
        "shared",
        "Wait",
        List.of(),
        "shared/basics:wait",
        null,
        timeout,
        Map.of("until", until.toString()));
  }

  /** A step of an agent that runs until a file appears, by a version of the workspace. */
  static RunStep waitingStep(String agent, Path until, String version) {
    return step(
        agent,
        version,
        "Wait",
        List.of(),
        "shared/basics:wait",
        null,
        Duration.ofMinutes(5),
        Map.of("until", until.toString()));
  }

  private static RunStep step(
      String agent,
      String request,
      List<String> skills,
      @Nullable String handler,
      @Nullable String output,
      Duration timeout,
      Map<String, String> inputs) {
    return step(agent, WorkerProcess.VERSION, request, skills, handler, output, timeout, inputs);
  }

  private static RunStep step(
      String agent,
      String version,
      String request,
      List<String> skills,
      @Nullable String handler,
      @Nullable String output,
      Duration timeout,
      Map<String, String> inputs) {
    UUID task = UUID.randomUUID();
    Map<String, JsonNode> values = new HashMap<>();
    inputs.forEach((name, value) -> values.put(name, TextNode.valueOf(value)));
    return new RunStep(
        task,
        Instant.now(),
        "acme",
        new StepAttempt("step-1", agent, 1),
        version,
        request,
        "do it",
        values,
        attachments(inputs.get("until")),
        skills,
        handler,
        output,
        timeout,
        task + "/step-1/" + agent,
        null,
        List.of());
  }

  /** A skill sees the folder in which the file that it waits for will be, as it sees a data set. */
  private static List<Attachment> attachments(@Nullable String until) {
    Attachment things = new Attachment("things.csv", "/workspace/datasets/things.csv");
    return until == null
        ? List.of(things)
        : List.of(things, new Attachment("signals", WorkspaceCopy.signals(Path.of(until))));
  }
}
