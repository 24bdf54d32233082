package io.openclaw.local.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openclaw.local.terminal.Captured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private static final AgentNames NAMES = new AgentNames(Map.of());
  private static final Path HOME = Path.of("/home/me");

  @Test
  void shouldSayOfALargeValueWhatItIsAndWhereItLies() throws IOException {
    JsonNode result =
        new ObjectMapper()
            .readTree(
                """
                {"text": "", "artifacts": [], "outputs": {
                  "rows": {"$stored": {"uri": "artifact:t/s/a/1/rows.json", "sha256": "0",
                    "bytes": 5242880, "type": "array", "length": 1000}},
                  "both": {
                    "agent-x": {"summary": "Small."},
                    "agent-y": {"$stored": {"uri": "artifact:t/s/y/1/both.json", "sha256": "0",
                      "bytes": 70000, "type": "object"}}}}}\
                """);
    Captured captured = new Captured(0, false);

    new Results(
            captured.terminal(),
            NAMES,
            new Transcript(captured.terminal(), NAMES),
            HOME.resolve("artifacts"),
            HOME,
            captured.terminal().out()::println)
        .show(result);

    assertThat(captured.out())
        .contains(
            "\n  array of 1000 elements  5.2 MB  /home/me/artifacts/t/s/a/1/rows.json\n",
            "    Small.\n",
            "    object  70.0 kB  /home/me/artifacts/t/s/y/1/both.json\n")
        .doesNotContain("$stored");
  }
}
