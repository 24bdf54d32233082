package io.openclaw.local;

import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A command line, and a gateway that it takes for running. */
@NullUnmarked
abstract class GatewayCommandCase {
  @TempDir Path temp;

  CommandRun command;
  RunningGateway gateway;

  @BeforeEach
  void open() {
    command = new CommandRun(temp.resolve("workspace"), temp.resolve("home"));
    gateway = new RunningGateway(temp.resolve("home"));
  }

  @AfterEach
  void close() {
    gateway.close();
  }
}
