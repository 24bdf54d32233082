package io.openclaw.orchestrator.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Signals to PostgreSQL's first process and to those that it has started. */
final class PostgresSignal {
  private final ProcessHandle postmaster;

  private PostgresSignal(ProcessHandle postmaster) {
    this.postmaster = postmaster;
  }

  static PostgresSignal of(Database database) {
    long pid = database.number("select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)");
    return new PostgresSignal(ProcessHandle.of(pid).orElseThrow());
  }

  /** To the first one first, so that nothing is started meanwhile. */
  void send(String name) {
    List<String> command = new ArrayList<>(List.of("kill", "-s", name));
    Stream.concat(Stream.of(postmaster), postmaster.descendants())
        .forEach(process -> command.add(String.valueOf(process.pid())));
    try {
      new ProcessBuilder(command).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
