package io.openclaw.local;

import static java.util.Objects.requireNonNull;

import io.openclaw.local.home.Home;
import io.openclaw.local.home.Installation;
import io.openclaw.local.terminal.Terminal;
import java.util.Map;

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

  void say(String line) {
    terminal.out().println(line);
  }

  void complain(String line) {
    terminal.err().println(line);
  }
}
