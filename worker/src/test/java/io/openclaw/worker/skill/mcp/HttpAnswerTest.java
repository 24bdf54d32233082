package io.openclaw.worker.skill.mcp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openclaw.worker.skill.protocol.BoundedLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerTest {

  @Test
  void shouldReadABodyOfALength() throws Exception {
    HttpAnswer answer =
        read(
            "HTTP/1.1 200 OK\r\nContent-Type: Text/Plain; x=y\r\nContent-Length: 5\r\n\r\nhello and more");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.mediaType()).isEqualTo("text/plain");
    assertThat(answer.content(5)).asString().isEqualTo("hello");
  }

  @Test
  void shouldReadChunks() throws Exception {
    HttpAnswer answer =
        read(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\nA\r\n, dear sir\r\n0\r\n\r\n");

    assertThat(answer.content(100)).asString().isEqualTo("hello, dear sir");
  }

  @Test
  void shouldReadUpToTheEndAndSkipWhatIsInterim() throws Exception {
    HttpAnswer answer = read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 201 \r\n\r\nall of it");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.content(100)).asString().isEqualTo("all of it");
  }

  @Test
  void shouldReadNoMoreThanTheMost() throws Exception {
    HttpAnswer answer = read("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(101));

    assertThatIOException()
        .isThrownBy(() -> answer.content(100))
        .isInstanceOf(BoundedLines.TooLong.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/2 200\r\n\r\n",
        "hello\r\n\r\n",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
      })
  void shouldRefuseWhatIsNoAnswer(String text) {
    assertThatIOException().isThrownBy(() -> read(text).content(1000));
  }

  @Test
  void shouldRefuseAnEndlessHead() {
    assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(20_000)))
        .isInstanceOf(HttpAnswer.MalformedException.class);
    assertThatThrownBy(() -> read("HTTP/1.1 100 Continue\r\n\r\n".repeat(20)))
        .isInstanceOf(HttpAnswer.MalformedException.class);
  }

  /** Whatever comes, it is an answer or an {@link IOException}. */
  @Test
  void shouldLiveThroughAnything() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> parts =
        List.of(
            "HTTP/1.1 200 OK",
            "\r\n",
            "\n",
            "\r",
            "Content-Length: 3",
            ": ",
            "Transfer-Encoding: chunked",
            "3",
            "f",
            ";",
            "é",
            "\0",
            "data: x",
            "0\r\n\r\n");
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "HTTP/1.1 200 OK\r\n" : "");
      for (int part = random.nextInt(14); part >= 0; part--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      try {
        assertThat(read(text.toString()).content(1000).length)
            .as("seed %d: %s", seed, text)
            .isLessThanOrEqualTo(text.length());
      } catch (IOException e) {
        assertThat(e).as("seed %d", seed).isNotNull();
      }
    }
  }

  @Test
  void shouldReadEvents() throws Exception {
    EventStream events =
        events(
            ": hello\n\nevent: message\r\ndata: one\r\n\r\ndata:two\nid: 3\ndata: three\n\n\ndatum: 4\n\ndata: cut off");

    List<String> all = new ArrayList<>();
    for (byte[] data = events.next(); data != null; data = events.next()) {
      all.add(new String(data, ISO_8859_1).strip());
    }
    assertThat(all).containsExactly("one", "two\nthree");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data: xxxxxxxxxx\n", "data: xxxxxxxxxx", ": xxxxxxxxxx"})
  void shouldReadNoEventLongerThanTheMost(String part) {
    assertThatIOException()
        .isThrownBy(() -> events(part.repeat(100)).next())
        .isInstanceOf(BoundedLines.TooLong.class);
  }

  private static EventStream events(String text) {
    return new EventStream(new ByteArrayInputStream(text.getBytes(ISO_8859_1)), 100);
  }

  private static HttpAnswer read(String text) throws IOException {
    return HttpAnswer.read(new ByteArrayInputStream(text.getBytes(ISO_8859_1)), () -> {});
  }
}
