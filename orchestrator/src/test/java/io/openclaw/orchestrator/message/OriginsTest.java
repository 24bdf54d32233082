package io.openclaw.orchestrator.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class OriginsTest {

  @Test
  void shouldNameTheOffsetsOfEachPartition() {
    // given
    Map<String, ConsumerRecord<byte[], byte[]>> byId = new HashMap<>();
    byId.put("a", record(2, 7));
    byId.put("b", record(0, 12));
    byId.put("c", record(0, 40));
    byId.put("other", record(1, 1));

    // when
    String text =
        new Origins(byId)
            .of(List.of(new Received<>("a", 1), new Received<>("b", 2), new Received<>("c", 3)));

    // then
    assertThat(text).isEqualTo("count=3 topic=t offsets=0:12-40,2:7-7");
  }

  private static ConsumerRecord<byte[], byte[]> record(int partition, long offset) {
    return new ConsumerRecord<>("t", partition, offset, new byte[0], new byte[0]);
  }
}
