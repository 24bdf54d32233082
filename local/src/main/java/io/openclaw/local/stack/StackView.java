package io.openclaw.local.stack;

import static java.util.Objects.requireNonNull;

import io.openclaw.local.process.ProcessState;
import io.openclaw.local.process.ProcessState.Status;
import io.openclaw.local.stack.RunState.Phase;
import io.openclaw.local.terminal.DisplayWidth;
import io.openclaw.local.terminal.Durations;
import io.openclaw.local.terminal.Terminal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells a person what changes in a stack, one line a change. Given the same state twice it says
 * nothing.
 */
public final class StackView implements Consumer<RunState> {
  private static final int NAME_COLUMNS = 16;
  private static final int ADDRESS_COLUMNS = 24;

  private final Terminal terminal;
  private final Consumer<String> line;
  private final Map<String, ProcessState> before = new HashMap<>();
  private final Set<String> said = new HashSet<>();

  /**
   * @param terminal for the colours
   * @param line where the lines go
   */
  public StackView(Terminal terminal, Consumer<String> line) {
    this.terminal = requireNonNull(terminal, "terminal is null");
    this.line = requireNonNull(line, "line is null");
  }

  @Override
  public synchronized void accept(RunState state) {
    if (said.add("workspace")) {
      line.accept("OpenClaw " + state.version() + ", workspace " + state.workspace());
    }
    for (String note : state.notes()) {
      if (said.add("note " + note)) {
        line.accept(terminal.yellow("note: ") + note);
      }
    }
    for (ProcessState process : state.processes()) {
      ProcessState previous = before.put(process.name(), process);
      if (!process.equals(previous)) {
        show(process, previous);
      }
    }
    if (state.phase() == Phase.STOPPING && said.add("stopping")) {
      line.accept("stopping; the data is kept in " + state.home());
    }
  }

  /** The line that follows once everything is ready. */
  public static String ready(RunState state) {
    Long millis = state.readyMillis();
    String after = millis == null ? "" : " after " + Durations.show(Duration.ofMillis(millis));
    return "OpenClaw is ready" + after + ".";
  }

  /** How to use a stack that is ready. */
  public static List<String> welcome(RunState state, String token, String tokenFile) {
    if (state.gateway() == null) {
      return List.of("", "Kafka, PostgreSQL and Redis are there, the services are not.", "");
    }
    return List.of(
        "",
        "  URL    " + state.gateway() + "    (API: " + state.gateway() + "/q/swagger-ui)",
        "  Token  " + token,
        "         kept in " + tokenFile,
        "  Agents run in rehearsal: no model provider is configured. Routing, workflows and skills",
        "  are real; the words between come from a plain writer that says that it is one.",
        "",
        "  Try    ./openclaw ask \"分析 workspace/datasets/penguins.csv\"",
        "         ./openclaw ask \"End to end: train and deploy a penguin species classifier from"
            + " workspace/datasets/penguins.csv\"",
        "");
  }

  private void show(ProcessState process, @org.jspecify.annotations.Nullable ProcessState was) {
    String name = DisplayWidth.padRight(process.name(), NAME_COLUMNS);
    switch (process.status()) {
      case READY -> {
        if (was == null || was.status() != Status.READY) {
          String took = Durations.show(Duration.ofMillis(orZero(process.startMillis())));
          String address = DisplayWidth.padRight(process.address(), ADDRESS_COLUMNS);
          line.accept("  " + terminal.green("✓ ") + name + address + terminal.dim(took));
        }
      }
      case RESTARTING ->
          line.accept(
              "  %s%s%s; it is started again (restart %d)"
                  .formatted(terminal.red("✗ "), name, process.trouble(), process.restarts()));
      case FAILED -> line.accept("  " + terminal.red("✗ ") + name + process.trouble());
      case WAITING, STARTING, STOPPED -> {}
    }
  }

  private static long orZero(@org.jspecify.annotations.Nullable Long value) {
    return value == null ? 0 : value;
  }
}
