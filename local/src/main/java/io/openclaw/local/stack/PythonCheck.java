package io.openclaw.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openclaw.local.home.Installation;
import io.openclaw.local.process.Programs;
import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.load.WorkspaceLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Whether the skills that are processes will find a Python that is new enough. */
final class PythonCheck {
  private static final int OLDEST_MINOR = 10;
  private static final int NEWEST_MINOR = 20;
  private static final Pattern VERSION = Pattern.compile("3\\.(\\d+)");

  private PythonCheck() {}

  /** What is missing and what will not work without it; null when all is well. */
  static @Nullable String trouble(Map<String, String> environment, Installation installation) {
    if (candidates(environment).stream().anyMatch(PythonCheck::isNewEnough)) {
      return null;
    }
    return "no Python 3.10 or later was found (OPENCLAW_PYTHON, python3 on the PATH): "
        + skills(installation)
        + " will not work until there is one";
  }

  private static List<Path> candidates(Map<String, String> environment) {
    String named = environment.getOrDefault("OPENCLAW_PYTHON", "");
    if (!named.isBlank()) {
      return List.of(Path.of(named));
    }
    return IntStream.rangeClosed(OLDEST_MINOR - 1, NEWEST_MINOR)
        .mapToObj(minor -> minor < OLDEST_MINOR ? "python3" : "python3." + minor)
        .map(Programs::find)
        .filter(java.util.Objects::nonNull)
        .map(Path.class::cast)
        .toList();
  }

  private static boolean isNewEnough(Path python) {
    String program = "import sys; print('%d.%d' % sys.version_info[:2])";
    try {
      Process process =
          new ProcessBuilder(python.toString(), "-I", "-S", "-c", program)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      String version = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      Matcher matcher = VERSION.matcher(version);
      return matcher.matches() && Integer.parseInt(matcher.group(1)) >= OLDEST_MINOR;
    } catch (IOException e) {
      // Not a program that runs here: no Python.
      return false;
    }
  }

  private static String skills(Installation installation) {
    return switch (WorkspaceLoader.load(installation.workspace())) {
      case LoadResult.Loaded loaded ->
          loaded.workspace().skills().values().stream()
              .filter(Skill::isPython)
              .map(Skill::id)
              .collect(Collectors.joining(", ", "the skills ", ""));
      case LoadResult.Invalid invalid -> "skills that are processes";
    };
  }
}
