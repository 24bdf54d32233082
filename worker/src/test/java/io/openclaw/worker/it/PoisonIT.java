package io.openclaw.worker.it;

import static io.openclaw.worker.it.StepSender.directStep;
import static io.openclaw.worker.it.TopicLog.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.Topics;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the packaged worker cannot read goes to the dead letters, and the next step is run. */
class PoisonIT extends WorkerCase {
  private TopicLog deadLetters;

  @BeforeEach
  void listen() {
    deadLetters = new TopicLog(servers.kafka, Topics.DEAD_LETTERS);
  }

  @AfterEach
  void hangUp() {
    deadLetters.close();
  }

  @Test
  void shouldBuryPoisonAndGoOn() throws Exception {
    // given
    RunStep step = directStep("shared/basics:count");
    byte[] poison = "{\"type\":\"io.openclaw.step.fly.v1\"}".getBytes(UTF_8);

    // when
    long offset = sender.send(Topics.steps("shared"), "poison", poison);
    sender.send(step);
    completed(step);

    // then
    ConsumerRecord<String, byte[]> letter = letter(offset);
    assertThat(letter.key()).isEqualTo("poison");
    assertThat(letter.value()).isEqualTo(poison);
    assertThat(header(letter, "dead-letter-reason")).contains("no StepCommand");
    assertThat(header(letter, "dead-letter-partition")).isEqualTo("0");
  }

  @Test
  void shouldBuryLargePoisonWhole() throws Exception {
    // given
    byte[] poison = poison(3_000_000);

    // when
    long offset = sender.send(Topics.steps("shared"), "poison", poison);

    // then
    assertThat(letter(offset).value()).isEqualTo(poison);
  }

  @Test
  void shouldSayWhereThePoisonLiesThatIsTooLargeToBeBuried() throws Exception {
    // given the largest record, which has no room for what is said of it
    byte[] poison = poison(Broker.LARGEST_MESSAGE - 100);

    // when
    long offset = sender.send(Topics.steps("shared"), "poison", poison);

    // then
    ConsumerRecord<String, byte[]> letter = letter(offset);
    assertThat(letter.key()).isNull();
    assertThat(letter.value()).isNull();
    assertThat(header(letter, "dead-letter-reason")).contains("no StepCommand");
    assertThat(header(letter, "dead-letter-size")).isEqualTo(Integer.toString(poison.length));
    assertThat(Files.readString(worker.log())).doesNotContain("takes no dead letter");
  }

  /** The letter about the record at that place of the shared steps. */
  private ConsumerRecord<String, byte[]> letter(long offset) {
    return await()
        .until(
            () ->
                deadLetters.records().stream()
                    .filter(r -> header(r, "dead-letter-topic").equals(Topics.steps("shared")))
                    .filter(r -> header(r, "dead-letter-offset").equals(Long.toString(offset)))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static byte[] poison(int size) {
    byte[] value = new byte[size];
    Arrays.fill(value, (byte) 'x');
    return value;
  }
}
