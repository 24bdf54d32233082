package io.openclaw.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

  @ParameterizedTest
  @CsvSource({"30, PT30S", "500ms, PT0.5S", "30s, PT30S", "5m, PT5M", "1h, PT1H", "30d, PT720H"})
  void shouldReadDuration(String text, Duration expected) {
    assertThat(Units.DURATION.parser().parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "1 h", "1H", "h", "9999999999", "PT1H"})
  void shouldNotReadOtherTextAsDuration(String text) {
    assertThat(Units.DURATION.parser().parse(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0ms", "0h"})
  void shouldNotAllowNoTimeAtAll(String text) {
    Duration duration = Units.DURATION.parser().parse(text);

    assertThat(duration).isNotNull().matches(d -> !Units.DURATION.allowed().test(d));
  }

  @ParameterizedTest
  @CsvSource({
    "4Gi, true",
    "512Mi, true",
    "1G, true",
    "4, false",
    "0Gi, false",
    "4GB, false",
    "4gi, false"
  })
  void shouldKnowMemory(String text, boolean allowed) {
    assertThat(Units.MEMORY.allowed().test(text)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({"2, true", "0.5, true", "500m, true", "two, false", "-1, false", "1.m, false"})
  void shouldKnowCpu(String text, boolean allowed) {
    assertThat(Units.CPU.allowed().test(text)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({"none, true", "optional, true", "2, true", "maybe, false", "1.5, false"})
  void shouldKnowGpu(String text, boolean allowed) {
    assertThat(Units.GPU.allowed().test(text)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({"99.9%, true", "100%, true", "0%, true", "99.9, false", "101%, false"})
  void shouldKnowPercentage(String text, boolean allowed) {
    assertThat(Units.PERCENT.allowed().test(text)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "100/minute, true",
    "100req/min, true",
    "5/s, true",
    "0/s, false",
    "100, false",
    "9/year, false"
  })
  void shouldKnowRate(String text, boolean allowed) {
    assertThat(Units.RATE.allowed().test(text)).isEqualTo(allowed);
  }
}
