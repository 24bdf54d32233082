package io.openclaw.gateway.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SoundRequestTest {

  @Test
  void shouldHaveOneFingerprintForOneMeaning() throws Exception {
    // given
    SoundRequest one = request("a", null, "{\"x\": 1, \"y\": {\"b\": [1, 2], \"a\": null}}");
    SoundRequest same = request("a", null, "{\"y\":{\"a\":null,\"b\":[1,2]},\"x\":1}");

    // then
    assertThat(one.fingerprint()).isEqualTo(same.fingerprint()).hasSize(64);
  }

  @Test
  void shouldHaveAnotherFingerprintForAnotherMeaning() throws Exception {
    assertThat(
            new String[] {
              request("a", null, "{}").fingerprint(),
              request("b", null, "{}").fingerprint(),
              request("a", "agent-one", "{}").fingerprint(),
              request("a", null, "{\"x\": 1}").fingerprint(),
              request("a", null, "{\"x\": \"1\"}").fingerprint(),
              request("a", null, "{\"x\": [1, 2]}").fingerprint(),
              request("a", null, "{\"x\": [2, 1]}").fingerprint(),
            })
        .doesNotHaveDuplicates();
  }

  private static SoundRequest request(String text, @Nullable String agent, String inputs)
      throws Exception {
    Map<String, JsonNode> map =
        EventJson.mapper().readValue(inputs, new TypeReference<Map<String, JsonNode>>() {});
    return new SoundRequest(text, agent, map);
  }
}
