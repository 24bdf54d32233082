package io.openclaw.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ticks by the clocks of a zone, above all where these are changed. */
class CronTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void shouldBeDueByTheClocksOfTheZone() {
    Cron cron = Cron.parse("0 3 * * *", ZoneId.of("Asia/Shanghai"));

    assertThat(cron.next(Instant.parse("2026-11-23T00:00:00Z"))).isEqualTo("2026-11-23T19:00:00Z");
  }

  /** At 02:00 of 2026-03-29 clocks jump to 03:00. */
  @Test
  void shouldBeDueOnceWhereTheTimeDoesNotExist() {
    assertThat(ticks("30 2 * * *", "2026-03-27T22:00:00Z", "2026-03-30T22:00:00Z"))
        .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
  }

  /** At 03:00 of 2026-10-25 clocks go back to 02:00. */
  @Test
  void shouldBeDueOnceWhereTheTimeExistsTwice() {
    assertThat(ticks("30 2 * * *", "2026-10-23T22:00:00Z", "2026-10-26T22:00:00Z"))
        .containsExactly("2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
  }

  @Test
  void shouldTellTheLastTickBetweenATimeAndItsRepetition() {
    Cron cron = Cron.parse("30 2 * * *", BERLIN);

    // 02:10, shown for the second time
    assertThat(cron.last(Instant.parse("2026-10-25T01:10:00Z"))).isEqualTo("2026-10-25T00:30:00Z");
  }

  /** Several times that are left out fall on the one moment of the jump, and are one tick. */
  @Test
  void shouldBeDueOnceForAllTimesThatAreLeftOut() {
    assertThat(ticks("*/20 * * * *", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"))
        .containsExactly("2026-03-29T00:40:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:20:00Z");
  }

  @Test
  void shouldFindDaysThatAreFarAway() {
    Cron cron = Cron.parse("0 0 29 2 *", ZoneOffset.UTC);

    assertThat(cron.next(Instant.parse("2096-03-01T00:00:00Z"))).isEqualTo("2104-02-29T00:00:00Z");
    assertThat(cron.last(Instant.parse("2104-02-28T00:00:00Z"))).isEqualTo("2096-02-29T00:00:00Z");
  }

  @Test
  void shouldCountATickAtTheVeryMoment() {
    Cron cron = Cron.parse("0 3 * * *", ZoneOffset.UTC);
    Instant three = Instant.parse("2026-11-23T03:00:00Z");

    assertThat(cron.last(three)).isEqualTo(three);
    assertThat(cron.last(three.minusMillis(1))).isEqualTo("2026-11-22T03:00:00Z");
    assertThat(cron.next(three)).isEqualTo("2026-11-24T03:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 3 * * | it has 4 fields",
        "@daily | it has 1 field,",
        "0 0 3 * * * | it has 6 fields",
        "60 * * * * | Value 60 not in range [0, 59]",
        "0 3 * * MUN | MUN",
        "0 22 * * 5-1 | Invalid range! [5,1]",
        "0 3 L * * | L",
        "*/0 * * * * | Period 0",
        "0 0 31 2 * | there is no such day in any year",
        "0 0 31 4,6 * | there is no such day in any year",
      })
  void shouldRefuse(String expression, String reason) {
    assertThatThrownBy(() -> Cron.parse(expression, BERLIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void shouldBeTheSameHoweverItIsSpaced() {
    Cron cron = Cron.parse("  0  3 * *\t* ", BERLIN);

    assertThat(cron).isEqualTo(Cron.parse("0 3 * * *", BERLIN));
    assertThat(cron).isNotEqualTo(Cron.parse("0 3 * * *", ZoneOffset.UTC));
  }

  private static List<String> ticks(String expression, String after, String upTo) {
    Cron cron = Cron.parse(expression, BERLIN);
    List<String> ticks = new ArrayList<>();
    Instant end = Instant.parse(upTo);
    for (Instant tick = cron.next(Instant.parse(after));
        !tick.isAfter(end);
        tick = cron.next(tick)) {
      ticks.add(tick.toString());
    }
    return ticks;
  }
}
