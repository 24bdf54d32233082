package io.openclaw.worker.environment;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Finds a Python: the one that was named, else the newest one on the path. */
final class InterpreterFinder {
  private static final Logger LOG = Logger.getLogger(InterpreterFinder.class);
  private static final int NEWEST = 14;
  private static final int OLDEST = 10;

  private final Optional<String> named;
  private final Map<String, String> environment;

  InterpreterFinder(Optional<String> named, Map<String, String> environment) {
    this.named = named;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Finds it.
   *
   * @throws IOException when there is none; the message says where it was looked for
   */
  Interpreter find() throws IOException, InterruptedException {
    if (named.isPresent()) {
      Interpreter interpreter = Interpreter.of(Path.of(named.get()), environment);
      if (!interpreter.isRecent()) {
        throw new IOException(
            "OPENCLAW_PYTHON is Python " + interpreter.version() + "; 3.10 or later is needed");
      }
      return interpreter;
    }
    for (Path candidate : candidates()) {
      try {
        Interpreter interpreter = Interpreter.of(candidate, environment);
        if (interpreter.isRecent()) {
          return interpreter;
        }
      } catch (IOException e) {
        LOG.debugf("Not a Python that works. program=%s reason=%s", candidate, e.getMessage());
      }
    }
    throw new IOException(
        "no Python 3.10 or later: looked for "
            + String.join(", ", names())
            + " on the path; install python3 or set OPENCLAW_PYTHON");
  }

  private List<Path> candidates() {
    List<Path> candidates = new ArrayList<>();
    String[] folders =
        environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator), -1);
    for (String name : names()) {
      for (String folder : folders) {
        Path program = Path.of(folder.isEmpty() ? "." : folder, name);
        if (Files.isExecutable(program)) {
          candidates.add(program);
        }
      }
    }
    return candidates;
  }

  private static List<String> names() {
    Stream<String> numbered =
        IntStream.iterate(NEWEST, minor -> minor >= OLDEST, minor -> minor - 1)
            .mapToObj(minor -> "python3." + minor);
    return Stream.concat(numbered, Stream.of("python3")).toList();
  }
}
