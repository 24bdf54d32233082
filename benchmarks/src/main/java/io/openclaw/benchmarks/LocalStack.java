package io.openclaw.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A stack of the measured kind, with a home of its own, run through {@code ./openclaw}. */
record LocalStack(Path root, Path home, Path workspace) {

  void up() throws IOException, InterruptedException {
    run("up", "--detach");
  }

  /** Kafka, PostgreSQL and Redis alone. */
  void upServers() throws IOException, InterruptedException {
    run("up", "--servers", "--detach");
  }

  /** What one of the three services needs to know, to run beside the servers. */
  Map<String, String> environment(String service) throws IOException, InterruptedException {
    Process process = builder("env", service).start();
    Map<String, String> variables = new TreeMap<>();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    for (String line : text.lines().toList()) {
      int equals = line.indexOf('=');
      variables.put(line.substring(0, equals), line.substring(equals + 1));
    }
    process.waitFor();
    return variables;
  }

  void down() throws IOException, InterruptedException {
    run("down");
  }

  URI url() throws IOException {
    return URI.create(state().path("gateway").asText());
  }

  String token() throws IOException {
    return Files.readString(home.resolve("secrets/gateway-token")).strip();
  }

  /** Resident memory of every process of the stack, in MiB, by name. */
  Map<String, Double> residentMemory() throws IOException {
    Map<String, Double> memory = new TreeMap<>();
    JsonNode state = state();
    for (JsonNode process : state.path("processes")) {
      ProcessHandle.of(process.path("pid").asLong())
          .ifPresent(p -> memory.put(process.path("name").asText(), withChildren(p)));
    }
    ProcessHandle.of(state.path("pid").asLong())
        .ifPresent(launcher -> memory.put("launcher", residentOf(launcher.pid())));
    return memory;
  }

  private static double withChildren(ProcessHandle process) {
    return residentOf(process.pid())
        + process.descendants().mapToDouble(p -> residentOf(p.pid())).sum();
  }

  /** Proportional set size where the kernel tells it, so that shared pages count once. */
  static double residentOf(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
              .filter(line -> line.startsWith("Pss:"))
              .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
              .sum()
          / 1024;
    } catch (IOException e) {
      return 0; // It ended while we looked.
    }
  }

  private JsonNode state() throws IOException {
    return EventJson.mapper().readTree(home.resolve("run.json").toFile());
  }

  private void run(String... arguments) throws IOException, InterruptedException {
    File log = home.resolveSibling("benchmark.log").toFile();
    int exit =
        builder(arguments)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start()
            .waitFor();
    if (exit != 0) {
      // The log goes with everything else, so what it says must be said here.
      throw new IOException(
          "%s ended with %d:\n%s"
              .formatted(String.join(" ", arguments), exit, Files.readString(log.toPath())));
    }
  }

  private ProcessBuilder builder(String... arguments) {
    List<String> command = new ArrayList<>(List.of(root.resolve("openclaw").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
    builder.environment().put("OPENCLAW_HOME", home.toString());
    builder.environment().put("OPENCLAW_WORKSPACE", workspace.toString());
    builder.environment().put("OPENCLAW_SKIP_BUILD", "1");
    return builder;
  }
}
