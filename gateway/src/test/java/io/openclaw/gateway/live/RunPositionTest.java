package io.openclaw.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openclaw.gateway.problem.ProblemException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class RunPositionTest {

  @Property
  void shouldReadTheIdOfAnEntry(@ForAll long millis, @ForAll long sequence) {
    EntryId id = new EntryId(millis, sequence);
    assertThat(RunPosition.parse(id.toString(), "after"))
        .isEqualTo(new RunPosition.AfterEntry(id, null));
  }

  @Property
  void shouldReadTheNumberOfTheNewestRecordedEvent(@ForAll @LongRange(max = 999_999) long seq) {
    assertThat(RunPosition.parse("5-2@" + seq, "after"))
        .isEqualTo(new RunPosition.AfterEntry(new EntryId(5, 2), seq));
  }

  @Example
  void shouldReadTheIdOfARecordedEvent() {
    assertThat(RunPosition.parse("h-17", "after")).isEqualTo(new RunPosition.AfterRecorded(17));
  }

  @Example
  void shouldStartFromTheFirstEventWithoutAnId() {
    assertThat(RunPosition.parse(null, "after")).isEqualTo(new RunPosition.Start());
    assertThat(RunPosition.parse("", "after")).isEqualTo(new RunPosition.Start());
  }

  @Example
  void shouldOrderEntriesAsRedisDoes() {
    EntryId[] ordered = {
      new EntryId(0, 1),
      new EntryId(1, 0),
      new EntryId(1, 2),
      new EntryId(-1, 0),
      new EntryId(-1, -1)
    };
    assertThat(ordered).isSorted();
  }

  @Property
  void shouldNameTheFieldThatHoldsSomethingElse(@ForAll String text) {
    if (!text.isEmpty()
        && !text.matches("\\d{1,20}-\\d{1,20}(@\\d{1,18})?")
        && !text.matches("h-\\d{1,18}")) {
      assertThatThrownBy(() -> RunPosition.parse(text, "Last-Event-ID"))
          .isInstanceOf(ProblemException.class)
          .hasMessageStartingWith("Last-Event-ID: ");
    }
  }
}
