package io.openclaw.orchestrator.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LettersTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  /** Brokers before Kafka 4 take any time, and the database holds no year above 294276. */
  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, 2026-11-23T10:00:00Z",
    "32503680000000, 2026-11-23T10:00:00Z",
    "1760000000000, 2025-10-09T08:53:20Z",
    "-1, 1970-01-01T00:00:00Z",
    "-9223372036854775808, 1970-01-01T00:00:00Z",
  })
  void shouldBeOfATimeThatCanBeKeptAndBecomesOld(long timestamp, Instant expected) {
    assertThat(Letters.read(record(timestamp), 100, NOW).at()).isEqualTo(expected);
  }

  @Test
  void shouldSayWhereItCameFromWhenNothingElseDoes() {
    var letter = Letters.read(record(0), 100, NOW);

    assertThat(letter.topic()).isEqualTo("openclaw.dead-letters");
    assertThat(letter.offset()).isEqualTo(7);
    assertThat(letter.reason()).isEqualTo("came without a reason");
  }

  private static ConsumerRecord<byte[], byte[]> record(long timestamp) {
    return new ConsumerRecord<>(
        "openclaw.dead-letters",
        2,
        7,
        timestamp,
        TimestampType.CREATE_TIME,
        0,
        0,
        new byte[0],
        new byte[0],
        new RecordHeaders(),
        Optional.empty());
  }
}
