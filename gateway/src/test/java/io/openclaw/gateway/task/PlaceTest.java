package io.openclaw.gateway.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaceTest {
  @Test
  void shouldSayWhereAValueStands() {
    Place place = Place.of("inputs").member("items").element(3).element(0).member("name");

    assertThat(place).hasToString("inputs.items[3][0].name");
  }

  /** It goes into an answer and into logs. */
  @Test
  void shouldCutNamesOfAnyLength() {
    assertThat(Place.of("inputs").member("n".repeat(50_000)).toString()).hasSizeLessThan(200);
  }
}
