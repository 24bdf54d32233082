package io.openclaw.local.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openclaw.event.EventJson;
import io.openclaw.local.home.Home;
import io.openclaw.local.home.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code run.json}: written by the launcher, read by everybody else. */
public final class RunFile {
  private static final ObjectMapper JSON = EventJson.mapper();

  private final Path file;

  public RunFile(Home home) {
    this.file = home.runFile();
  }

  void write(RunState state) throws IOException {
    PrivateFiles.write(
        file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(state) + "\n");
  }

  /**
   * What was written last, whether or not its launcher lives; null when there is nothing. One that
   * can't be understood counts as nothing: the lock and the processes' marks tell what runs.
   */
  public @Nullable RunState read() throws IOException {
    try {
      return parse();
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** Why the file can't be understood, for a person; null when it can, or when there is none. */
  public @Nullable String trouble() throws IOException {
    try {
      parse();
      return null;
    } catch (JsonProcessingException e) {
      return "%s can't be read and counts as missing: %s".formatted(file, e.getOriginalMessage());
    }
  }

  private @Nullable RunState parse() throws IOException {
    try {
      return JSON.readValue(Files.readAllBytes(file), RunState.class);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** The stack that runs now or is about to; null when there is none. */
  public @Nullable RunState running() throws IOException {
    RunState state = read();
    return state == null || state.phase().isOver() || state.launcher() == null ? null : state;
  }
}
