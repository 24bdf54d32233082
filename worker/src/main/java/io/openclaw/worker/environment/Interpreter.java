package io.openclaw.worker.environment;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import io.openclaw.worker.process.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Python.
 *
 * @param executable the real one, no launcher that looks for it
 * @param version for example {@code 3.12.4}
 * @param folders in which its parts lie
 */
record Interpreter(Path executable, String version, List<Path> folders) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String WHO =
      """
      import json, platform, sys
      folders = sorted({sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix})
      print(json.dumps({"executable": sys.executable, "version": platform.python_version(), "folders": folders}))
      """;

  private static final String PACKAGES =
      """
      import json, sys
      from importlib import metadata
      found = {}
      for name in sys.argv[1:]:
          try:
              found[name] = metadata.version(name)
          except metadata.PackageNotFoundError:
              pass
      print(json.dumps(found))
      """;

  Interpreter {
    requireNonNull(executable, "executable is null");
    requireNonNull(version, "version is null");
    folders = List.copyOf(folders);
  }

  /**
   * Asks a program whether it is a Python.
   *
   * @throws IOException when it is none, or does not work
   */
  static Interpreter of(Path program, Map<String, String> environment)
      throws IOException, InterruptedException {
    JsonNode answer = ask(program, environment, WHO, List.of());
    List<Path> folders = new ArrayList<>();
    answer.path("folders").forEach(folder -> folders.add(Path.of(folder.asText())));
    return new Interpreter(
        Path.of(answer.path("executable").asText()), answer.path("version").asText(), folders);
  }

  /** Whether it is 3.10 or later. */
  boolean isRecent() {
    Optional<PythonVersion> own = PythonVersion.parse(version);
    Optional<PythonVersion> oldest = PythonVersion.parse("3.10");
    return own.isPresent() && oldest.isPresent() && own.get().compareTo(oldest.get()) >= 0;
  }

  /** The versions of those packages that it has. */
  Map<String, String> installed(Collection<String> packages, Map<String, String> environment)
      throws IOException, InterruptedException {
    Map<String, String> installed = new HashMap<>();
    ask(executable, environment, PACKAGES, List.copyOf(packages))
        .properties()
        .forEach(entry -> installed.put(entry.getKey(), entry.getValue().asText()));
    return installed;
  }

  private static JsonNode ask(
      Path program, Map<String, String> environment, String script, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(program.toString(), "-I", "-c", script));
    line.addAll(arguments);
    Command.Ended ended = new Command(line, environment, PATIENCE).run(text -> {});
    try {
      JsonNode answer = EventJson.mapper().readTree(ended.lastLine());
      if (ended.worked() && answer.isObject()) {
        return answer;
      }
    } catch (JsonProcessingException e) {
      throw new IOException(program + " does not answer as a Python does", e);
    }
    throw new IOException(program + " does not work: " + ended.lastLine());
  }
}
