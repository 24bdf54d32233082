package io.openclaw.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A program that is a few words of shell; ready once it has made the file {@code $READY}. */
public final class ShellProgram implements Program {
  private final String name;
  private final String script;
  private final Path ready;
  private final Duration grace;

  public ShellProgram(String name, String script, Path folder, Duration grace) {
    this.name = name;
    this.script = script;
    this.ready = folder.resolve(name + ".ready");
    this.grace = grace;
  }

  /** Runs until it is told to end. */
  public static ShellProgram lasting(String name, Path folder) {
    return new ShellProgram(
        name, "touch \"$READY\"; echo up; exec tail -f /dev/null", folder, Duration.ofSeconds(5));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int port() {
    return 1;
  }

  @Override
  public String address() {
    return "127.0.0.1:1";
  }

  @Override
  public void prepare() throws IOException {
    Files.deleteIfExists(ready);
  }

  @Override
  public List<String> command(String mark) {
    return List.of("sh", "-c", script, mark);
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("READY", ready.toString());
  }

  @Override
  public Health health() {
    return Files.exists(ready) ? Health.READY : Health.notReady("no " + ready.getFileName());
  }

  @Override
  public Duration grace() {
    return grace;
  }
}
