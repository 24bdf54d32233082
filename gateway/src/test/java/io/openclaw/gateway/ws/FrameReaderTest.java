package io.openclaw.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import io.openclaw.gateway.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FrameReaderTest {
  private static final long LIMIT = 1 << 20;
  private static final Set<ProblemCode> CODES =
      Set.of(ProblemCode.MALFORMED_JSON, ProblemCode.INVALID_REQUEST, ProblemCode.BODY_TOO_LARGE);

  @Property
  void shouldMakeAnyTextARequestOrOneClearError(@ForAll String text) {
    assertRequestOrError(text);
  }

  @Property
  void shouldMakeAnyAlmostFrameARequestOrOneClearError(@ForAll("almostFrames") String text) {
    assertRequestOrError(text);
  }

  private static void assertRequestOrError(String text) {
    switch (FrameReader.read(text, LIMIT)) {
      case FrameReader.Result.Ok(Frame.Request request) -> {
        assertThat(request.id()).isNotEmpty();
        assertThat(request.method()).isNotEmpty();
        assertThat(request.params().isObject()).isTrue();
      }
      case FrameReader.Result.Bad bad -> {
        assertThat(bad.id()).isNotEmpty();
        assertThat(bad.problem().code()).isIn(CODES);
        assertThat(bad.problem().detail()).isNotEmpty();
      }
    }
  }

  @Property
  void shouldReadWhatAClientWrites(
      @ForAll("words") String id,
      @ForAll("words") String method,
      @ForAll Map<String, String> params)
      throws Exception {
    // given
    ObjectNode frame = EventJson.mapper().createObjectNode();
    frame.put("type", "req").put("id", id).put("method", method).put("something", "newer");
    frame.set("params", EventJson.mapper().valueToTree(params));

    // when
    FrameReader.Result result = FrameReader.read(frame.toString(), LIMIT);

    // then
    JsonNode expected = EventJson.mapper().valueToTree(params);
    assertThat(result)
        .isEqualTo(new FrameReader.Result.Ok(new Frame.Request(id, method, expected)));
  }

  @Property
  void shouldKnowTheIdOfAFrameThatIsTooLarge(@ForAll("words") String id) {
    // given
    ObjectNode frame = EventJson.mapper().createObjectNode();
    frame.put("type", "req").put("method", "m").put("large", "x".repeat(200)).put("id", id);

    // when
    FrameReader.Result result = FrameReader.read(frame.toString(), 200);

    // then
    assertThat(result)
        .isInstanceOfSatisfying(
            FrameReader.Result.Bad.class,
            bad -> {
              assertThat(bad.id()).isEqualTo(id);
              assertThat(bad.problem().code()).isEqualTo(ProblemCode.BODY_TOO_LARGE);
            });
  }

  @Example
  void shouldCountBytesAndNotCharacters() {
    assertThat(FrameReader.isLongerThan("企".repeat(10), 30)).isFalse();
    assertThat(FrameReader.isLongerThan("企".repeat(10), 29)).isTrue();
    assertThat(FrameReader.isLongerThan("a".repeat(30), 30)).isFalse();
    assertThat(FrameReader.isLongerThan("a".repeat(31), 30)).isTrue();
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().ofMinLength(1).ofMaxLength(20).filter(FrameReaderTest::isUnicode);
  }

  private static boolean isUnicode(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** Frames with each part right, wrong or missing, and cut off anywhere. */
  @Provide
  Arbitrary<String> almostFrames() {
    Arbitrary<String> values =
        Arbitraries.of("\"req\"", "\"res\"", "\"\"", "1", "null", "{}", "[]", "true", "\"x\"", "");
    return Combinators.combine(
            values, values, values, values, Arbitraries.integers().between(0, 80))
        .as(FrameReaderTest::almostFrame);
  }

  private static String almostFrame(String type, String id, String method, String params, int cut) {
    String text =
        "{\"type\":%s,\"id\":%s,\"method\":%s,\"params\":%s}".formatted(type, id, method, params);
    return text.substring(0, Math.min(Math.max(cut, 1) * 2, text.length()));
  }
}
