package io.openclaw.local;

import static java.util.Objects.requireNonNull;

import io.openclaw.local.home.Home;
import io.openclaw.local.home.Installation;
import io.openclaw.local.terminal.Terminal;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every command works with. */
record Context(
    Map<String, String> environment, Installation installation, Home home, Terminal terminal) {
  Context {
    environment = Map.copyOf(environment);
    requireNonNull(installation, "installation is null");
    requireNonNull(home, "home is null");
    requireNonNull(terminal, "terminal is null");
  }

  static Context of(Map<String, String> environment) {
    Installation installation = Installation.current(environment);
    return new Context(
        environment,
        installation,
        Home.of(environment, installation.root()),
        Terminal.of(environment));
  }

  /**
   * The workspace that a command line means.
   *
   * @param named null: the one that {@code ./openclaw up} uses
   */
  Path workspace(@Nullable Path named) {
    return named == null ? installation.workspace() : named.toAbsolutePath().normalize();
  }

  void say(String line) {
    terminal.out().println(line);
  }

  void complain(String line) {
    terminal.err().println(line);
  }
}
