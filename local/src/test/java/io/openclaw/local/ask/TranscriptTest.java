package io.openclaw.local.ask;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import io.openclaw.local.terminal.Captured;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptTest {
  private static final AgentNames NAMES =
      new AgentNames(
          Map.of(
              "agent-pm-002", "📋 产品经理",
              "agent-arch-003", "🏛 架构师",
              "agent-ai-001", "🚀 AI工程师"));

  @TempDir Path temp;

  @Test
  void shouldTellARunAsRecorded() throws IOException {
    Captured captured = new Captured(0, false);
    Path model = Files.createDirectories(temp.resolve("workspace/models/penguins-species/v1"));

    show(captured, events());

    String shown = captured.out().replace(temp.toString(), "HOME");
    assertThat(model).exists();
    assertThat(shown).isEqualTo(resource("delivery.txt"));
  }

  @Test
  void shouldSayTheSameWithColours() throws IOException {
    Captured plain = new Captured(0, false);
    Captured coloured = new Captured(0, true);

    show(plain, events());
    show(coloured, events());

    assertThat(coloured.out()).contains("\u001b[32m✓ 需求分析\u001b[0m");
    assertThat(coloured.out().replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain.out());
  }

  @Test
  void shouldLeaveOutAnEventItDoesNotKnow() throws IOException {
    Captured captured = new Captured(0, false);
    Transcript transcript = new Transcript(captured.terminal(), NAMES);

    transcript.show(json("{\"type\":\"io.openclaw.task.paused.v1\",\"taskId\":\"x\"}"));
    transcript.show(json("{\"type\":\"io.openclaw.live.usage.v1\"}"));

    assertThat(captured.out()).isEmpty();
  }

  private void show(Captured captured, List<JsonNode> events) {
    Transcript transcript = new Transcript(captured.terminal(), NAMES);
    events.forEach(transcript::show);
    new Results(
            captured.terminal(),
            NAMES,
            transcript,
            temp.resolve("artifacts"),
            temp.resolve("workspace"),
            captured.terminal().out()::println)
        .show(events.getLast().path("result"));
  }

  static List<JsonNode> events() throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : resource("delivery.jsonl").lines().toList()) {
      events.add(PlainText.of(json(line)));
    }
    return events;
  }

  private static JsonNode json(String text) throws IOException {
    return EventJson.mapper().readTree(text);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = TranscriptTest.class.getResourceAsStream(name)) {
      return new String(requireNonNull(in, name).readAllBytes(), UTF_8);
    }
  }
}
