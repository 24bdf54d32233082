package io.openclaw.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventJsonTest {

  @Test
  void shouldReadAgainEveryCharacterThatItWrites() throws MalformedEventException {
    Map<String, JsonNode> outputs =
        Map.of("🐧", JsonNodeFactory.instance.objectNode().put("企鹅🐧\u0001", "🐧"));
    StepReport report =
        new StepReport.Completed(
            new UUID(0, 1),
            Instant.EPOCH,
            new StepAttempt("s", "a", 1),
            new Result("🐧", outputs, List.of()));

    assertThat(EventJson.read(EventJson.write(report), StepReport.class)).isEqualTo(report);
  }
}
