package io.openclaw.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message that can't be parsed is put aside with the reason, and the consumer goes on. */
@ExtendWith(RunningStack.class)
class DeadLettersIT {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openclaw.tasks",
        "openclaw.reports",
        "openclaw.workers",
        "openclaw.steps.agent-ai-001",
        "openclaw.steps.shared"
      })
  void shouldPutPoisonAsideAndGoOn(String topic, RunningStack stack) throws Exception {
    // given
    String marker = UUID.randomUUID().toString();
    byte[] poison =
        ("{\"type\":\"io.openclaw.nonsense.v1\",\"marker\":\"" + marker + "\"").getBytes(UTF_8);

    // when
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.kafka()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, "poison", poison)).get();
    }

    // then
    ConsumerRecord<String, byte[]> letter = awaitLetter(stack, marker);
    assertThat(header(letter, "dead-letter-topic")).isEqualTo(topic);
    assertThat(header(letter, "dead-letter-reason")).isNotBlank();
    assertThat(letter.value()).isEqualTo(poison);
    UUID task = stack.gateway().submit("分析 workspace/datasets/penguins.csv");
    // The first one of a new machine waits until its skill's packages are installed.
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> stack.gateway().status(task).equals("COMPLETED"));
  }

  private static ConsumerRecord<String, byte[]> awaitLetter(RunningStack stack, String marker) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                TopicLog.read(stack.kafka(), Topics.DEAD_LETTERS).stream()
                    .filter(letter -> new String(letter.value(), UTF_8).contains(marker))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static String header(ConsumerRecord<?, ?> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }
}
