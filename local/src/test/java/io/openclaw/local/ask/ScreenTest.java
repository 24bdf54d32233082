package io.openclaw.local.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.local.terminal.Captured;
import org.junit.jupiter.api.Test;

class ScreenTest {

  @Test
  void shouldShowTextAsItComesOnATerminal() {
    Captured captured = new Captured(80, false);
    Screen screen = new Screen(captured.terminal());

    screen.stream("a", "A │ ", "one ");
    assertThat(captured.out()).isEqualTo("A │ one ");
    screen.stream("a", "A │ ", "two\nthree");
    // The last word may go on, so it waits.
    screen.say("B │ ", "done");

    assertThat(captured.out()).isEqualTo("A │ one two\nB │ done\n");
    screen.finish("a", "A │ ");
    assertThat(captured.out()).endsWith("B │ done\nA │ three\n");
  }

  @Test
  void shouldShowOthersLineByLineWhileOneStreams() {
    Captured captured = new Captured(80, false);
    Screen screen = new Screen(captured.terminal());

    screen.stream("a", "A │ ", "one ");
    screen.stream("b", "B │ ", "hal");
    assertThat(captured.out()).isEqualTo("A │ one ");
    screen.stream("b", "B │ ", "f\nrest");
    screen.stream("a", "A │ ", "two");
    screen.finish("a", "A │ ");
    screen.finish("b", "B │ ");

    assertThat(captured.out()).isEqualTo("A │ one \nB │ half\nA │ two\nB │ rest\n");
  }

  @Test
  void shouldBreakLinesAtTheEdgeOfTheTerminal() {
    Captured captured = new Captured(10, false);
    Screen screen = new Screen(captured.terminal());

    screen.stream("a", "A │ ", "企鹅企鹅");

    assertThat(captured.out()).isEqualTo("A │ 企鹅企\nA │ 鹅");
  }

  @Test
  void shouldBreakLinesBetweenWords() {
    Captured captured = new Captured(14, false);
    Screen screen = new Screen(captured.terminal());

    screen.stream("a", "A │ ", "one two thr");
    screen.stream("a", "A │ ", "ee 企鹅 x unbreakable");
    screen.finish("a", "A │ ");
    screen.say("B │ ", "four five six");

    assertThat(captured.out())
        .isEqualTo(
            """
            A │ one two\s
            A │ three 企鹅
            A │ x\s
            A │ unbreakabl
            A │ e
            B │ four five\s
            B │ six
            """);
  }

  @Test
  void shouldWriteWholeLinesWhereThereIsNoTerminal() {
    Captured captured = new Captured(0, false);
    Screen screen = new Screen(captured.terminal());

    screen.stream("a", "A │ ", "one ");
    assertThat(captured.out()).isEmpty();
    screen.stream("a", "A │ ", "two\nthr");
    screen.stream("b", "B │ ", "x");
    screen.finish("b", "B │ ");
    screen.finish("a", "A │ ");

    assertThat(captured.out()).isEqualTo("A │ one two\nB │ x\nA │ thr\n");
  }

  @Test
  void shouldNotLetTextSteerTheTerminal() {
    assertThat(PlainText.of("\u001b[2Jred\u0007\tblue\nend")).isEqualTo("red blue\nend");
  }
}
