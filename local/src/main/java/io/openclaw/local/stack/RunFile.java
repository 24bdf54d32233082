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

  /** What was written last, whether or not its launcher lives; null when there is nothing. */
  public @Nullable RunState read() throws IOException {
    try {
      return JSON.readValue(Files.readString(file), RunState.class);
    } catch (NoSuchFileException e) {
      return null;
    } catch (JsonProcessingException e) {
      throw new IOException(file + " can't be read: " + e.getOriginalMessage(), e);
    }
  }

  /** The stack that runs now or is about to; null when there is none. */
  public @Nullable RunState running() throws IOException {
    RunState state = read();
    return state == null || state.phase().isOver() || state.launcher() == null ? null : state;
  }
}
