package io.openclaw.it;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The skills' own tests, in the environment that the worker has prepared for them. A test that was
 * skipped counts as failed: everything that it could lack is there.
 */
@ExtendWith(RunningStack.class)
class PythonTestsIT {
  private static final Path HELPER = Cli.ROOT.resolve("worker/src/main/resources/python");

  private static final Map<Path, Future<Ran>> RUNS = new HashMap<>();
  private static final ExecutorService THREADS =
      Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());

  /** As unittest finds them. */
  private static final PathMatcher TESTS =
      FileSystems.getDefault().getPathMatcher("glob:**/tests/test*.py");

  /** The helper's, and those of whatever skills the workspace has by now. */
  static List<Path> suites() throws IOException {
    List<Path> suites = new ArrayList<>();
    suites.add(Cli.ROOT.resolve("worker/src/test/python"));
    try (Stream<Path> files = Files.walk(Cli.ROOT.resolve("workspace/skills"))) {
      files.filter(TESTS::matches).map(Path::getParent).distinct().sorted().forEach(suites::add);
    }
    return suites;
  }

  @ParameterizedTest
  @MethodSource("suites")
  void shouldPass(Path suite, RunningStack stack) throws Exception {
    // given
    begin(stack);

    // then
    Ran ran = requireNonNull(RUNS.get(suite)).get();
    assertThat(ran.ended()).as(ran.out()).isTrue();
    assertThat(ran.status()).as(ran.out()).isZero();
    assertThat(ran.out()).contains("OK").doesNotContain("skipped=");
  }

  /** How a suite ended. */
  private record Ran(boolean ended, int status, String out) {}

  /** All of them, two at a time: most of what each does is waiting for one process. */
  private static synchronized void begin(RunningStack stack) throws IOException {
    if (RUNS.isEmpty()) {
      for (Path suite : suites()) {
        RUNS.put(suite, THREADS.submit(() -> run(preparedPython(stack, modules(suite)), suite)));
      }
    }
  }

  /** What tells the environment that serves a suite: all of its skill, or the richest one. */
  private static String modules(Path suite) {
    return suite.startsWith(Cli.ROOT.resolve("workspace/skills/shared/data-analysis"))
        ? "duckdb, resvg_py"
        : "sklearn, duckdb";
  }

  private static Ran run(Path python, Path suite) throws Exception {
    Path log = Files.createTempFile("python-tests", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
                python.toString(),
                "-m",
                "unittest",
                "discover",
                "-s",
                suite.toAbsolutePath().toString())
            .directory(Cli.ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "PYTHONPATH", HELPER.toAbsolutePath().toString(), "PYTHONDONTWRITEBYTECODE", "1"));
    Process tests = builder.start();
    boolean ended = tests.waitFor(8, TimeUnit.MINUTES);
    int status = ended ? tests.exitValue() : tests.destroyForcibly().waitFor();
    return new Ran(ended, status, Files.readString(log));
  }

  /** The worker prepares environments in the background. */
  private static Path preparedPython(RunningStack stack, String modules) {
    List<Path> found = new ArrayList<>();
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> {
          found.clear();
          for (Path candidate : stack.pythons()) {
            if (imports(candidate, modules)) {
              found.add(candidate);
            }
          }
          return !found.isEmpty();
        });
    return found.getFirst();
  }

  private static boolean imports(Path python, String modules) throws Exception {
    return new ProcessBuilder(python.toString(), "-c", "import " + modules)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
