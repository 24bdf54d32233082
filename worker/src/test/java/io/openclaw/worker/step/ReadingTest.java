package io.openclaw.worker.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadingTest {
  private static final TopicPartition A0 = new TopicPartition("openclaw.steps.agent-a", 0);
  private static final TopicPartition A1 = new TopicPartition("openclaw.steps.agent-a", 1);
  private static final TopicPartition B0 = new TopicPartition("openclaw.steps.agent-b", 0);

  private final Queue<Runnable> pollingThread = new ArrayDeque<>();
  private final Reading reading = new Reading(pollingThread::add);

  @SuppressWarnings("deprecation") // an enum of its own in a later Kafka
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

  @BeforeEach
  void assign() {
    consumer.assign(List.of(A0, A1, B0));
    reading.assigned(consumer);
  }

  @Test
  void shouldPauseATopicThatIsFullAndNoOther() {
    // when
    reading.polled(records(A0, 0, 10));
    reading.polled(records(A1, 0, 5));
    reading.polled(records(B0, 0, 15));
    assertThat(consumer.paused()).isEmpty();
    reading.polled(records(A1, 5, 1));

    // then
    assertThat(consumer.paused()).containsExactlyInAnyOrder(A0, A1);
    assertThat(reading.waiting(A0.topic())).isEqualTo(16);
  }

  @Test
  void shouldReadATopicAgainWhenHalfIsDone() {
    // given
    List<ConsumerRecord<byte[], byte[]>> records = records(A0, 0, 20);
    reading.polled(records);

    // when
    records.subList(0, 11).forEach(reading::done);
    assertThat(pollingThread).isEmpty();
    reading.polled(records(B0, 0, 1));
    assertThat(consumer.paused()).containsExactlyInAnyOrder(A0, A1);
    reading.done(records.get(11));

    // then
    pollingThread.remove().run();
    assertThat(consumer.paused()).isEmpty();
    assertThat(pollingThread).isEmpty();
  }

  @Test
  void shouldNotReadATopicAgainThatHasFilledUpMeanwhile() {
    // given
    List<ConsumerRecord<byte[], byte[]>> records = records(A0, 0, 16);
    reading.polled(records);
    records.subList(0, 8).forEach(reading::done);

    // when
    reading.polled(records(A1, 0, 8));
    pollingThread.remove().run();

    // then
    assertThat(consumer.paused()).containsExactlyInAnyOrder(A0, A1);
  }

  @Test
  void shouldPausePartitionsThatComeWhileTheirTopicIsFull() {
    // given
    reading.polled(records(A0, 0, 16));
    TopicPartition a2 = new TopicPartition(A0.topic(), 2);

    // when
    consumer.assign(List.of(A0, A1, a2, B0));
    reading.assigned(consumer);

    // then
    assertThat(consumer.paused()).containsExactlyInAnyOrder(A0, A1, a2);
  }

  @Test
  void shouldForgetWhatIsAnotherWorkersNowAndTouchOnlyWhatIsAssigned() {
    // given
    List<ConsumerRecord<byte[], byte[]>> gone = records(A0, 0, 12);
    List<ConsumerRecord<byte[], byte[]>> kept = records(A1, 0, 4);
    reading.polled(gone);
    reading.polled(kept);

    // when
    reading.revoked(Set.of(A0));
    consumer.assign(List.of(A1, B0));
    gone.forEach(reading::done);
    kept.forEach(reading::done);
    pollingThread.forEach(Runnable::run);

    // then
    assertThat(consumer.paused()).isEmpty();
    assertThat(reading.waiting(A0.topic())).isZero();
  }

  @Test
  void shouldCountARecordOnceThatComesAgainWithItsPartition() {
    // given
    List<ConsumerRecord<byte[], byte[]>> records = records(A0, 0, 16);
    reading.polled(records);
    reading.revoked(Set.of(A0));

    // when
    reading.assigned(consumer);
    reading.polled(records);
    assertThat(consumer.paused()).containsExactlyInAnyOrder(A0, A1);
    records.forEach(reading::done);
    records.forEach(reading::done);
    pollingThread.forEach(Runnable::run);

    // then
    assertThat(reading.waiting(A0.topic())).isZero();
    assertThat(consumer.paused()).isEmpty();
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(
      TopicPartition partition, long offset, int count) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      records.add(
          new ConsumerRecord<>(
              partition.topic(), partition.partition(), offset + n, new byte[0], new byte[0]));
    }
    return records;
  }
}
