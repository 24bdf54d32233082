package io.openclaw.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.gateway.GatewayJson;
import io.openclaw.gateway.problem.ProblemCode;
import io.openclaw.gateway.problem.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The frames as the protocol's schema has them: closed objects, so no member more. */
class FrameTest {

  @Test
  void shouldWriteAResponse() throws Exception {
    assertThat(json(Frame.Response.ok("7", Map.of("subscribed", true))))
        .isEqualTo("{\"type\":\"res\",\"id\":\"7\",\"ok\":true,\"payload\":{\"subscribed\":true}}");
  }

  @Test
  void shouldWriteAnError() throws Exception {
    WireError error =
        WireError.of(
            ProblemException.of(ProblemCode.FORBIDDEN, "missing scope", Map.of("code", "X")));
    assertThat(json(Frame.Response.failed("7", error)))
        .isEqualTo(
            "{\"type\":\"res\",\"id\":\"7\",\"ok\":false,\"error\":{\"code\":\"FORBIDDEN\","
                + "\"message\":\"missing scope\",\"details\":{\"code\":\"X\"},\"retryable\":false}}");
  }

  @Test
  void shouldSayWhenToComeBack() throws Exception {
    WireError error = WireError.of(ProblemException.unavailable("away", null));
    assertThat(json(error))
        .isEqualTo(
            "{\"code\":\"UNAVAILABLE\",\"message\":\"away\",\"retryable\":true,"
                + "\"retryAfterMs\":2000}");
  }

  @Test
  void shouldTellNothingOfAFailureThatWasNotExpected() {
    WireError error = WireError.of(new IllegalStateException("password=secret"));
    assertThat(error.code()).isEqualTo(ProblemCode.INTERNAL);
    assertThat(error.message()).doesNotContain("secret");
  }

  @Test
  void shouldWriteAnEvent() throws Exception {
    assertThat(json(new Frame.Event("tick", Map.of("ts", 1), 3L)))
        .isEqualTo("{\"type\":\"event\",\"event\":\"tick\",\"payload\":{\"ts\":1},\"seq\":3}");
    assertThat(json(new Frame.Event("connect.challenge", Map.of("nonce", "n"), null)))
        .isEqualTo(
            "{\"type\":\"event\",\"event\":\"connect.challenge\",\"payload\":{\"nonce\":\"n\"}}");
  }

  private static String json(Object value) throws Exception {
    return GatewayJson.mapper().writeValueAsString(value);
  }
}
