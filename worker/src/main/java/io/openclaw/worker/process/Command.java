package io.openclaw.worker.process;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;

/**
 * A command that is run for what it prints. Blocks its thread; an interrupt ends the command.
 *
 * @param line its program and arguments
 * @param environment all that it is given
 * @param timeout it is ended when it takes longer
 */
public record Command(List<String> line, Map<String, String> environment, Duration timeout) {
  private static final Duration KILL_GRACE = Duration.ofSeconds(1);
  private static final int KEPT_LINES = 200;

  public Command {
    line = List.copyOf(line);
    environment = Map.copyOf(environment);
    requireNonNull(timeout, "timeout is null");
  }

  /**
   * How it ended.
   *
   * @param lines the last ones that it printed, errors among them
   */
  public record Ended(int status, List<String> lines) {
    public Ended {
      lines = List.copyOf(lines);
    }

    public boolean worked() {
      return status == 0;
    }

    /** The last line, or nothing. */
    public String lastLine() {
      return lines.isEmpty() ? "" : lines.getLast();
    }
  }

  /**
   * Runs it.
   *
   * @param watcher is given each line as it comes, on a thread of its own
   * @throws IOException when it can't be started, or takes too long
   */
  public Ended run(Consumer<String> watcher) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    ProcessTree tree = new ProcessTree(process.toHandle(), null);
    try {
      process.getOutputStream().close();
      ConcurrentLinkedDeque<String> kept = new ConcurrentLinkedDeque<>();
      Thread reader = Thread.ofVirtual().start(() -> read(process, kept, watcher));
      if (!process.waitFor(timeout)) {
        throw new IOException(line.getFirst() + " took longer than " + timeout);
      }
      reader.join(KILL_GRACE);
      return new Ended(process.exitValue(), List.copyOf(kept));
    } finally {
      tree.end(KILL_GRACE);
    }
  }

  private static void read(
      Process process, ConcurrentLinkedDeque<String> kept, Consumer<String> watcher) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        if (!text.isBlank()) {
          kept.addLast(text.strip());
          if (kept.size() > KEPT_LINES) {
            kept.removeFirst();
          }
          watcher.accept(text.strip());
        }
      }
    } catch (IOException e) {
      kept.addLast("its output could not be read: " + e.getMessage());
    }
  }
}
