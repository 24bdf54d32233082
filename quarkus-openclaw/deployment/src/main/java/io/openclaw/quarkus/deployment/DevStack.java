package io.openclaw.quarkus.deployment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The local stack, asked through the {@code openclaw} command, which alone knows how it is run. */
final class DevStack {
  private DevStack() {}

  /** The {@code openclaw} script of the repository that holds a folder. */
  static Path script(Path folder) {
    for (Path dir = folder; dir != null; dir = dir.getParent()) {
      Path script = dir.resolve("openclaw");
      if (Files.isExecutable(script) && Files.isRegularFile(script)) {
        return script;
      }
    }
    throw new IllegalStateException(
        "no ./openclaw in " + folder + " or above it: start dev mode inside the repository");
  }

  /** Starts the servers when they do not run, and gives the environment of one service. */
  static Map<String, String> environment(Path script, String service) {
    try {
      Process process =
          new ProcessBuilder(script.toString(), "env", service)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IllegalStateException(
            script + " env " + service + " ended with " + exit + ": see its message above");
      }
      return parse(out);
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + script + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the local stack started", e);
    }
  }

  /** Lines of {@code KEY=value}; others are ignored. */
  static Map<String, String> parse(String out) {
    Map<String, String> environment = new LinkedHashMap<>();
    out.lines()
        .filter(line -> line.indexOf('=') > 0)
        .forEach(line -> {
          int equals = line.indexOf('=');
          environment.put(line.substring(0, equals), line.substring(equals + 1));
        });
    return environment;
  }

  /** As a properties file. */
  static byte[] properties(Map<String, String> environment) {
    Properties properties = new Properties();
    properties.putAll(environment);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      properties.store(out, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
