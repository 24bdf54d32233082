package io.openclaw.worker.skill.mcp;

import io.openclaw.worker.environment.PythonEnvironments;
import io.openclaw.worker.sandbox.Sandboxes;
import io.openclaw.worker.skill.process.Cells;
import io.openclaw.worker.skill.process.Programs;
import io.openclaw.worker.skill.process.TestCells;
import io.openclaw.worker.skill.process.TestPrograms;
import io.openclaw.workspace.McpServer.Address;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The runtime for tests, and the server that they start. */
final class Runtimes implements AutoCloseable {
  static final Map<String, String> OWN = Map.of("PATH", System.getenv("PATH"));

  private final Sandboxes sandboxes;
  private final PythonEnvironments environments;
  private final Programs programs;

  Runtimes(Path cache) {
    sandboxes = new Sandboxes(true, cache, System.getenv("PATH"));
    environments = new PythonEnvironments(Optional.empty(), cache, System.getenv());
    programs = TestPrograms.in(cache, environments);
  }

  /**
   * A worker's.
   *
   * @param inside private hosts that skills may reach
   * @param own the worker's environment
   */
  McpRuntime runtime(List<String> inside, Map<String, String> own, long maxLine, Duration grace) {
    Cells cells = TestCells.of(inside, own, maxLine, grace);
    return new McpRuntime(
        new Servers(sandboxes, programs, cells, maxLine, grace), sandboxes, grace);
  }

  @Override
  public void close() {
    environments.close();
  }

  /** The folder of the skill whose server they start. */
  static Path folder() throws IOException {
    try {
      return Path.of(Objects.requireNonNull(Runtimes.class.getResource("/mcp")).toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** The server as a program. */
  static Address program(String how) {
    return new Address.Stdio(List.of("python3", "-I", "./server.py", how));
  }
}
