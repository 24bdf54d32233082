package io.openclaw.gateway.ws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final String TEXT = "企鹅 are 🐧";
  private static final int FRAME_BYTES =
      "{\"type\":\"event\",\"event\":\"x\",\"payload\":\"%s\",\"seq\":1}"
          .formatted(TEXT)
          .getBytes(UTF_8)
          .length;

  @AfterAll
  static void stopTimers() {
    VERTX.close();
  }

  @Test
  void shouldDropAClientThatHasMoreBytesWaitingThanAllowed() {
    // given
    FakeConnection connection = FakeConnection.unread();

    // when
    outbox(connection, FRAME_BYTES - 1).post("x", TEXT);

    // then
    assertThat(connection.isClosed()).isTrue();
  }

  @Test
  void shouldKeepAClientThatHasAllThatIsAllowedWaiting() {
    // given
    FakeConnection connection = FakeConnection.unread();

    // when
    outbox(connection, FRAME_BYTES).post("x", TEXT);

    // then
    assertThat(connection.isClosed()).isFalse();
  }

  @Test
  void shouldForgetWhatTheClientHasTaken() {
    // given
    FakeConnection connection = FakeConnection.read();
    Outbox outbox = outbox(connection, FRAME_BYTES);

    // when
    for (int i = 0; i < 9; i++) {
      outbox.post("x", TEXT);
    }

    // then
    assertThat(connection.isClosed()).isFalse();
    assertThat(connection.sent()).hasSize(9);
  }

  @Test
  void shouldDoWhatFollowsAnAnswerOnceItIsSent() {
    // given
    FakeConnection connection = FakeConnection.read();
    List<Object> done = new ArrayList<>();
    Method.Reply reply =
        new Method.Reply(Map.of(), () -> done.addAll(connection.sent()), () -> done.add("let go"));

    // when
    outbox(connection, 1000).send("7", reply);

    // then
    assertThat(done).containsExactly("{\"type\":\"res\",\"id\":\"7\",\"ok\":true,\"payload\":{}}");
  }

  @Test
  void shouldLetGoOfWhatFollowsAnAnswerThatCannotBeSent() {
    // given an answer that is no JSON
    List<Object> done = new ArrayList<>();
    Method.Reply reply =
        new Method.Reply(new Object(), () -> done.add("next"), () -> done.add("let go"));

    // then
    assertThatThrownBy(() -> outbox(FakeConnection.read(), 1000).send("7", reply))
        .isInstanceOf(IllegalStateException.class);
    assertThat(done).containsExactly("let go");
  }

  private static Outbox outbox(FakeConnection connection, long maxBuffered) {
    SocketGuard guard = new SocketGuard(new EmbeddedChannel(), maxBuffered);
    return new Outbox(connection, VERTX, guard, maxBuffered);
  }
}
