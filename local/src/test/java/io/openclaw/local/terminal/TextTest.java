package io.openclaw.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextTest {

  @Test
  void shouldCountColumnsOfWideAndCombiningCharacters() {
    assertThat(DisplayWidth.of("abc")).isEqualTo(3);
    assertThat(DisplayWidth.of("产品经理")).isEqualTo(8);
    assertThat(DisplayWidth.of("🚀 AI工程师")).isEqualTo(11);
    assertThat(DisplayWidth.of("e\u0301")).isEqualTo(1);
    assertThat(DisplayWidth.padRight("训练", 6)).isEqualTo("训练  ");
    assertThat(DisplayWidth.padLeft("训练", 6)).isEqualTo("  训练");
  }

  @Test
  void shouldAlignColumns() {
    Table table = new Table(Set.of(1)).row("类别", "n").row("Adelie", "29").row("x", "100");

    assertThat(table.lines()).containsExactly("类别      n", "Adelie   29", "x       100");
  }

  @Test
  void shouldShowDurationsAsPeopleSayThem() {
    assertThat(Durations.show(Duration.ofMillis(80))).isEqualTo("0.1 s");
    assertThat(Durations.show(Duration.ofSeconds(12))).isEqualTo("12.0 s");
    assertThat(Durations.show(Duration.ofSeconds(185))).isEqualTo("3 min 5 s");
    assertThat(Durations.show(Duration.ofMinutes(130))).isEqualTo("2 h 10 min");
    assertThat(Durations.show(Duration.ofHours(99))).isEqualTo("4 d 3 h");
  }
}
