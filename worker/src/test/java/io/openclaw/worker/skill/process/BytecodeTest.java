package io.openclaw.worker.skill.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BytecodeTest {
  @TempDir Path cache;

  @Test
  void shouldBeThereForTheModulesThatEachCallImports() {
    // given
    Path runner = PythonHelper.install(cache);

    // when
    new Bytecode(runner, System.getenv("PATH")).make(Path.of("/usr/bin/python3"));

    // then
    assertThat(runner.resolveSibling("__pycache__"))
        .isDirectoryContaining("glob:**openclaw_call.*.pyc");
    assertThat(runner.resolveSibling("openclaw_skill/__pycache__"))
        .isDirectoryContaining("glob:**context.*.pyc");
  }

  @Test
  void shouldBeDoneWithout() {
    assertThatCode(() ->
            new Bytecode(cache.resolve("runner.py"), "")
                .make(cache.resolve("python-that-is-not-there")))
        .doesNotThrowAnyException();
  }
}
