package io.openclaw.worker.skill.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonHelperTest {
  private static final Path SOURCES = Path.of("src/main/resources/python");

  @Test
  void shouldListEveryFileOfTheHelper() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      assertThat(PythonHelper.FILES)
          .containsExactlyInAnyOrderElementsOf(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> SOURCES.relativize(file).toString())
                  .filter(name -> !name.contains("__pycache__"))
                  .toList());
    }
  }

  @Test
  void shouldLayTheFilesOutOnce(@TempDir Path cache) throws IOException {
    // when
    Path runner = PythonHelper.install(cache);
    Files.writeString(runner.resolveSibling("kept"), "");
    Path again = PythonHelper.install(cache);

    // then
    assertThat(again).isEqualTo(runner);
    assertThat(runner).hasSameTextualContentAs(SOURCES.resolve("openclaw_runner.py"));
    assertThat(runner.resolveSibling("openclaw_skill").resolve("context.py")).exists();
    assertThat(runner.resolveSibling("kept")).exists();
    assertThat(cache.resolve("python-helper")).isDirectoryNotContaining("glob:**draft*");
  }
}
