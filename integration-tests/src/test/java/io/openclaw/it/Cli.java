package io.openclaw.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The {@code ./openclaw} command, as a user types it, with a home of its own.
 *
 * @param workspace a copy of the product's, in a place where tests may edit it
 * @param settings variables that it is given besides
 */
record Cli(Path home, Path workspace, Map<String, String> settings) {
  static final Path ROOT = Path.of(System.getProperty("openclaw.root", "..")).normalize();

  private static final Path WORKSPACE = copyOfWorkspace("workspace");

  Cli(Path home) {
    this(home, WORKSPACE);
  }

  Cli(Path home, Path workspace) {
    this(home, workspace, Map.of());
  }

  /** What a finished command left: its exit code and all it printed. */
  record Outcome(int exitCode, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  Outcome run(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile("openclaw-out", ".txt");
    Path err = Files.createTempFile("openclaw-err", ".txt");
    Process process =
        builder(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(
          "openclaw " + String.join(" ", arguments) + " did not end; it printed: " + read(out));
    }
    Outcome outcome = new Outcome(process.exitValue(), read(out), read(err));
    Files.delete(out);
    Files.delete(err);
    return outcome;
  }

  /** Python environments: in a place of its own, kept from one run of the tests to the next. */
  Path cache() {
    return ROOT.resolve("integration-tests/target/cache").toAbsolutePath().normalize();
  }

  /**
   * The product's workspace as it is now.
   *
   * @param folder below {@code target/}; what was there is gone
   */
  static Path copyOfWorkspace(String folder) {
    Path from = ROOT.resolve("workspace");
    Path target = ROOT.resolve("integration-tests/target").toAbsolutePath().normalize();
    Path to = target.resolve(folder);
    try (Stream<Path> paths = Files.walk(from)) {
      delete(to);
      Files.createDirectories(to.getParent());
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An agent that is no more would be an agent without an entry in the registry. */
  static void delete(Path earlier) throws IOException {
    if (Files.exists(earlier)) {
      try (Stream<Path> paths = Files.walk(earlier)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  ProcessBuilder builder(String... arguments) {
    List<String> command =
        new ArrayList<>(List.of(ROOT.resolve("openclaw").toAbsolutePath().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
    builder.redirectInput(new File("/dev/null"));
    Map<String, String> environment = builder.environment();
    environment.put("OPENCLAW_HOME", home.toString());
    // What is under test was just built by the build that runs the tests.
    environment.put("OPENCLAW_SKIP_BUILD", "1");
    environment.put("OPENCLAW_WORKSPACE", workspace.toString());
    environment.put("OPENCLAW_CACHE", cache().toString());
    environment.put("NO_COLOR", "1");
    environment.putAll(settings);
    return builder;
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
