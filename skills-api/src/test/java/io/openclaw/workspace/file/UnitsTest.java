package io.openclaw.workspace.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.workspace.CpuQuantity;
import io.openclaw.workspace.GpuRequirement;
import io.openclaw.workspace.GpuRequirement.Need;
import io.openclaw.workspace.MemoryQuantity;
import io.openclaw.workspace.Percentage;
import io.openclaw.workspace.Rate;
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
  @ValueSource(strings = {"0", "0ms", "0h", "366d", "999999999"})
  void shouldNotAllowNoTimeAtAllOrTooMuch(String text) {
    Duration duration = Units.DURATION.parser().parse(text);

    assertThat(duration).isNotNull().matches(d -> !Units.DURATION.allowed().test(d));
  }

  @ParameterizedTest
  @CsvSource({
    "4Gi, 4294967296",
    "512Mi, 536870912",
    "1G, 1000000000",
    "2k, 2000",
    "3Ti, 3298534883328"
  })
  void shouldReadMemory(String text, long bytes) {
    assertThat(Units.MEMORY.parser().parse(text)).isEqualTo(new MemoryQuantity(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "0Gi", "4GB", "4gi", "1.5Gi", "-1Gi"})
  void shouldNotReadOtherTextAsMemory(String text) {
    assertThat(Units.MEMORY.parser().parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"2, 2000", "0.5, 500", "500m, 500", "1.25, 1250"})
  void shouldReadCpu(String text, int millis) {
    assertThat(Units.CPU.parser().parse(text)).isEqualTo(new CpuQuantity(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"two", "-1", "1.m", "0", "0.0001", "0m"})
  void shouldNotReadOtherTextAsCpu(String text) {
    assertThat(Units.CPU.parser().parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "none, NONE, 0",
    "0, NONE, 0",
    "optional, OPTIONAL, 1",
    "required, REQUIRED, 1",
    "2, REQUIRED, 2"
  })
  void shouldReadGpu(String text, Need need, int count) {
    assertThat(Units.GPU.parser().parse(text)).isEqualTo(new GpuRequirement(need, count));
  }

  @ParameterizedTest
  @ValueSource(strings = {"maybe", "1.5", "-1"})
  void shouldNotReadOtherTextAsGpu(String text) {
    assertThat(Units.GPU.parser().parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"99.9%, 99.9", "100%, 100", "0%, 0", "70%, 70"})
  void shouldReadPercentage(String text, double percent) {
    assertThat(Units.PERCENTAGE.parser().parse(text)).isEqualTo(new Percentage(percent));
  }

  @ParameterizedTest
  @ValueSource(strings = {"99.9", "101%", "-1%"})
  void shouldNotReadOtherTextAsPercentage(String text) {
    assertThat(Units.PERCENTAGE.parser().parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "100/minute, 100, PT1M",
    "100req/min, 100, PT1M",
    "5/s, 5, PT1S",
    "7/day, 7, PT24H",
    "2/hour, 2, PT1H"
  })
  void shouldReadRate(String text, int count, Duration period) {
    assertThat(Units.RATE.parser().parse(text)).isEqualTo(new Rate(count, period));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/s", "100", "9/year", "1 /s"})
  void shouldNotReadOtherTextAsRate(String text) {
    assertThat(Units.RATE.parser().parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"4Gi, 4Gi", "1024Mi, 1Gi", "1536Mi, 1536Mi", "1G, 1000000000"})
  void shouldWriteMemoryAsKubernetesReadsIt(String text, String written) {
    assertThat(Units.MEMORY.parser().parse(text)).hasToString(written);
  }
}
