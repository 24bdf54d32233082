package io.openclaw.local;

import io.openclaw.local.home.Home;
import io.openclaw.local.home.Installation;
import io.openclaw.local.terminal.Captured;
import java.nio.file.Path;
import java.util.Map;

/** Runs a command in a test, as the script would, and keeps what it said. */
final class CommandRun {
  static final Path ROOT =
      Path.of(System.getProperty("openclaw.root")).toAbsolutePath().normalize();

  private final Path workspace;
  private final Path home;
  private Captured captured = new Captured(0, false);

  /**
   * @param workspace the one that OPENCLAW_WORKSPACE names
   */
  CommandRun(Path workspace, Path home) {
    this.workspace = workspace;
    this.home = home;
  }

  /** The exit code. */
  int run(String... arguments) {
    captured = new Captured(0, false);
    Context context =
        new Context(
            Map.of(),
            new Installation(ROOT, Path.of("java"), workspace),
            new Home(home),
            captured.terminal());
    return OpenClaw.commandLine(context).execute(arguments);
  }

  String out() {
    return captured.out();
  }

  String err() {
    return captured.err();
  }
}
