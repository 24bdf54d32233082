package io.openclaw.worker.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OwnedPartitionsTest {
  private final OwnedPartitions partitions = new OwnedPartitions();

  @Test
  void shouldNameThemByTopicAsTheyComeAndGo() {
    // when
    partitions.add(List.of(new TopicPartition("a", 0), new TopicPartition("a", 1)));
    partitions.add(List.of(new TopicPartition("b", 0)));

    // then
    assertThat(partitions.byTopic()).isEqualTo(Map.of("a", Set.of(0, 1), "b", Set.of(0)));

    // when
    partitions.remove(List.of(new TopicPartition("a", 1), new TopicPartition("b", 0)));

    // then
    assertThat(partitions.byTopic()).isEqualTo(Map.of("a", Set.of(0)));
    assertThat(partitions.include(new ConsumerRecord<>("a", 0, 5, null, null))).isTrue();
    assertThat(partitions.include(new ConsumerRecord<>("a", 1, 5, null, null))).isFalse();
  }
}
