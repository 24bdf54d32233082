package io.openclaw.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openclaw.local.home.Home;
import io.openclaw.local.home.Installation;
import io.openclaw.local.terminal.Captured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.TypeConversionException;

class CommandLineTest {
  @TempDir Path temp;

  private final Captured captured = new Captured(0, false);

  @Test
  void shouldHelpWithExamples() {
    assertThat(run("--help")).isZero();
    assertThat(captured.out())
        .contains("Usage: openclaw")
        .contains("up ", "ask ", "watch ", "status ", "logs ", "down ")
        .contains("./openclaw test")
        .doesNotContain("supervise");

    assertThat(run("ask", "--help")).isZero();
    assertThat(captured.out()).contains("Examples:").contains("--agent").contains("124");

    assertThat(run("up", "--help")).isZero();
    assertThat(captured.out()).contains("--replicas=N", "./openclaw up --replicas 2");
  }

  @Test
  void shouldRefuseAWrongUse() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("fly")).isEqualTo(2);
    assertThat(run("ask")).isEqualTo(2);
    assertThat(run("ask", "x", "--timeout", "soon")).isEqualTo(2);
    assertThat(run("watch", "not-an-id")).isEqualTo(2);
    assertThat(run("ask", "two", "words")).isEqualTo(2);
    assertThat(run("logs", "-n", "-5")).isEqualTo(2);
    assertThat(run("up", "--replicas", "0")).isEqualTo(2);
    assertThat(run("up", "--detach", "--replicas", "10")).isEqualTo(2);
    assertThat(captured.err())
        .contains("'soon' is no duration such as 90s, 10m or 2h")
        .contains("'fly' is no command: there are up, ask, watch,")
        .contains("'not-an-id' is no task id such as")
        .contains("see ./openclaw ask --help\n")
        .contains("'words' is one argument too many; a request of several words needs quotes")
        .contains("-n must not be below zero: -5")
        .contains("--replicas must be from 1 to 9: 0")
        .contains("--replicas must be from 1 to 9: 10")
        .doesNotContain("supervise");
    assertThat(captured.err().lines().filter(line -> line.startsWith("Usage:"))).hasSize(1);
  }

  @Test
  void shouldSayThatNothingRuns() {
    assertThat(run("status")).isEqualTo(3);
    assertThat(run("down")).isZero();
    assertThat(run("schedules")).isEqualTo(3);
    assertThat(captured.err()).contains("OpenClaw does not run; ./openclaw up starts it");
    assertThat(captured.out()).contains("OpenClaw does not run. Start it: ./openclaw up");
  }

  @Test
  void shouldSayWhatIsWrongWithAFile() throws IOException {
    Files.createFile(temp.resolve("home"));

    assertThat(run("up")).isEqualTo(1);
    assertThat(captured.err()).contains(temp.resolve("home").toString());
  }

  @Test
  void shouldWarnOnceOfARunFileThatCannotBeRead() throws IOException {
    Files.createDirectories(temp.resolve("home"));
    Files.writeString(temp.resolve("home/run.json"), "{\"pid\": ");

    assertThat(run("status")).isEqualTo(3);
    assertThat(run("down")).isZero();
    assertThat(captured.err().lines()).hasSize(2).allMatch(l -> l.contains("run.json can't be"));
  }

  @Test
  void shouldShowLogs() throws IOException {
    assertThat(run("logs")).isEqualTo(1);

    Files.createDirectories(temp.resolve("home/logs"));
    Files.writeString(temp.resolve("home/logs/gateway.log"), "one\ntwo\n");
    Files.writeString(temp.resolve("home/logs/kafka.log"), "three\n");

    assertThat(run("logs", "-n", "1")).isZero();
    assertThat(captured.out()).isEqualTo("gateway        │ two\nkafka          │ three\n");
    assertThat(run("logs", "gateway")).isZero();
    assertThat(captured.out()).endsWith("one\ntwo\n");
    assertThat(run("logs", "../../etc/passwd")).isEqualTo(1);
    assertThat(captured.err()).contains("there are: gateway, kafka");
  }

  @Test
  void shouldFollowALogThatGrowsAndIsRotated() throws IOException {
    Path log = temp.resolve("a.log");
    Files.writeString(log, "old\n");
    LogTail tail = new LogTail(log);

    assertThat(tail.next()).isEmpty();
    Files.writeString(log, "old\nnew\nhal");
    assertThat(tail.next()).containsExactly("new");
    Files.writeString(log, "old\nnew\nhalf\n");
    assertThat(tail.next()).containsExactly("half");
    Files.writeString(log, "x\n");
    assertThat(tail.next()).containsExactly("x");
  }

  @Test
  void shouldReadDurationsAsPeopleWriteThem() {
    TimeLimit limit = new TimeLimit();

    assertThat(limit.convert("90")).isEqualTo(Duration.ofSeconds(90));
    assertThat(limit.convert("10m")).isEqualTo(Duration.ofMinutes(10));
    assertThat(limit.convert("1h30m")).isEqualTo(Duration.ofMinutes(90));
    assertThatThrownBy(() -> limit.convert("0s")).isInstanceOf(TypeConversionException.class);
  }

  private int run(String... arguments) {
    Context context =
        new Context(
            Map.of(),
            new Installation(temp, Path.of("java"), temp.resolve("workspace")),
            new Home(temp.resolve("home")),
            captured.terminal());
    return OpenClaw.commandLine(context).execute(arguments);
  }
}
