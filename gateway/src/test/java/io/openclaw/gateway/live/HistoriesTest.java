package io.openclaw.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.gateway.live.Histories.History;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HistoriesTest {
  private static final UUID A = new UUID(0, 1);
  private static final UUID B = new UUID(0, 2);
  private static final UUID C = new UUID(0, 3);

  private final Histories histories = new Histories(3000);

  @Test
  void shouldKeepWhatWasRead() {
    // when
    histories.keep(A, history(1000));
    histories.keep(A, histories.get(A).plus(List.of(event(100)), 2));

    // then
    assertThat(histories.get(A).events()).hasSize(2);
    assertThat(histories.get(A).seq()).isEqualTo(2);
    assertThat(histories.get(B)).isEqualTo(History.NONE);
    assertThat(histories.size()).isEqualTo(1000 + 100 + 2 * 200);
  }

  @Test
  void shouldNotGrowAboveItsRoomButLetGoWhatWasNotAskedForForLongest() {
    // given
    histories.keep(A, history(1000));
    histories.keep(B, history(1000));

    // when
    histories.get(A);
    histories.keep(C, history(1000));

    // then
    assertThat(histories.get(B)).isEqualTo(History.NONE);
    assertThat(histories.get(A).events()).hasSize(1);
    assertThat(histories.get(C).events()).hasSize(1);
    assertThat(histories.size()).isEqualTo(2400);
  }

  @Test
  void shouldNotLetGoAllOthersForOneThatHasNoRoomAtAll() {
    // given
    histories.keep(A, history(1000));

    // when
    histories.keep(B, history(1000));
    histories.keep(B, history(3000));

    // then
    assertThat(histories.get(A).events()).hasSize(1);
    assertThat(histories.get(B)).isEqualTo(History.NONE);
    assertThat(histories.size()).isEqualTo(1200);
  }

  @Test
  void shouldForget() {
    // given
    histories.keep(A, history(1000));

    // when
    histories.forget(A);
    histories.forget(B);

    // then
    assertThat(histories.get(A)).isEqualTo(History.NONE);
    assertThat(histories.size()).isZero();
  }

  private static History history(int length) {
    return History.NONE.plus(List.of(event(length)), 1);
  }

  private static RunEvent event(int length) {
    return new RunEvent("h-1", "type", "x".repeat(length), null);
  }
}
