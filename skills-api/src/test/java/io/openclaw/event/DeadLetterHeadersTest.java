package io.openclaw.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeadLetterHeadersTest {

  @Test
  void shouldSayWhyAndWhere() {
    assertThat(DeadLetterHeaders.of("no TaskCommand", "openclaw.tasks", 2, 41))
        .containsEntry("dead-letter-reason", "no TaskCommand")
        .containsEntry("dead-letter-topic", "openclaw.tasks")
        .containsEntry("dead-letter-partition", "2")
        .containsEntry("dead-letter-offset", "41")
        .hasSize(4);
  }

  @Test
  void shouldCutAReasonThatQuotesAHugeMessage() {
    String reason =
        DeadLetterHeaders.of("x".repeat(9_000_000), "t", 0, 0).get("dead-letter-reason");

    assertThat(reason).hasSizeLessThan(1_100).startsWith("xxx").endsWith("… (9000000 characters)");
  }

  @Test
  void shouldTellTheSizeOfWhatIsLeftOut() {
    assertThat(DeadLetterHeaders.withoutValue("too large", "t", 0, 0, 16_777_000))
        .containsEntry("dead-letter-size", "16777000");
  }
}
