package io.openclaw.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.openclaw.event.EventJson;
import io.openclaw.event.Result;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.TaskEvent;
import io.openclaw.orchestrator.engine.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoreJsonTest {

  @Test
  void shouldReplaceTheCharacterThatPostgresCannotStore() {
    // given
    Result result =
        new Result(
            "a\0b",
            Map.of("k\0", JsonNodeFactory.instance.objectNode().put("x\0", "\\u0000\0")),
            List.of());

    // when
    String json = StoreJson.write(completed(result), TaskEvent.class);

    // then: the backslash that was text stays text
    assertThat(json)
        .doesNotContain("\0")
        .contains("\"a\\uFFFDb\"", "\"k\\uFFFD\"", "\"x\\uFFFD\":\"\\\\u0000\\uFFFD\"");
  }

  @Test
  void shouldWriteEventsAsTheWireDoes() {
    TaskEvent event = completed(new Result("done", Map.of(), List.of()));
    assertThat(StoreJson.write(event, TaskEvent.class)).isEqualTo(EventJson.writeString(event));
    assertThat(StoreJson.read(EventJson.writeString(event), TaskEvent.class)).isEqualTo(event);
  }

  @Test
  void shouldNotTakeWhatItCannotRead() {
    assertThatThrownBy(() -> StoreJson.read("{\"outcome\":1}", TaskState.class))
        .isInstanceOf(UnreadableTaskException.class)
        .hasMessageContaining("TaskState");
  }

  private static TaskEvent completed(Result result) {
    return new TaskEvent.StepCompleted(
        new UUID(0, 1), Instant.EPOCH, new StepAttempt("s", "a", 1), result);
  }
}
