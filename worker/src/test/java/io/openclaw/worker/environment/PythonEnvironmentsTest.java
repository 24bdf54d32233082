package io.openclaw.worker.environment;

import static io.openclaw.worker.fixture.Workspaces.skill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.worker.process.Command;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.Visibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real Pythons and real pip, and packages from a folder. */
class PythonEnvironmentsTest {
  @TempDir Path folder;
  private final Map<String, String> own = new HashMap<>(System.getenv());
  private final List<PythonEnvironments> open = new CopyOnWriteArrayList<>();
  private final List<String> progress = new CopyOnWriteArrayList<>();
  private Path wheels;

  @BeforeEach
  void layOut() throws IOException {
    wheels = Files.createDirectories(folder.resolve("wheels"));
    own.put("PIP_NO_INDEX", "1");
    own.put("PIP_FIND_LINKS", wheels.toString());
    own.put("PIP_CONFIG_FILE", "/dev/null");
  }

  @AfterEach
  void close() {
    open.forEach(PythonEnvironments::close);
  }

  @Test
  void shouldUseTheMachinesPythonWhereItHasAllThatIsNeeded() throws Exception {
    // given
    PythonEnvironments environments = environments(Optional.empty());

    // when
    Readiness none = environments.require(needing(), progress::add);
    Readiness pip = environments.require(needing("pip>=1"), progress::add);

    // then
    Path python = ((Readiness.Ready) pip).python();
    List<Path> folders = ((Readiness.Ready) pip).folders();
    assertThat(pip).isEqualTo(new Readiness.Ready(python, folders, true));
    assertThat(none).isEqualTo(new Readiness.Ready(python, folders, false));
    assertThat(folder.resolve("cache")).doesNotExist();
  }

  @Test
  void shouldInstallWhatIsMissingOnceForAllAndAnewWhereItIsIncomplete() throws Exception {
    // given
    TinyWheel.write(wheels, "tinypkg", "1.4");
    Skill skill = needing("tinypkg>=1.2");
    List<String> second = new ArrayList<>();
    List<String> third = new ArrayList<>();

    // when
    Readiness made = environments(Optional.empty()).require(skill, progress::add);
    Readiness found = environments(Optional.empty()).require(skill, second::add);
    Path python = ((Readiness.Ready) made).python();
    Files.delete(python.resolve("../../.complete").normalize());
    Readiness repaired = environments(Optional.empty()).require(skill, third::add);

    // then
    assertThat(made).isEqualTo(found).isEqualTo(repaired);
    assertThat(progress)
        .anyMatch(line -> line.contains("making a Python environment for tinypkg>=1.2"))
        .anyMatch(line -> line.startsWith("Successfully installed"));
    assertThat(second).isEmpty();
    assertThat(third).anyMatch(line -> line.startsWith("making"));
    assertThat(ask(python, "import tinypkg; print(tinypkg.VERSION)")).isEqualTo("1.4");
  }

  @Test
  void shouldSayThatThereIsNoIndexInsteadOfThatThereIsNoPackage() throws Exception {
    // given
    own.remove("PIP_NO_INDEX");
    own.put("PIP_INDEX_URL", "http://127.0.0.1:1");
    own.put("PIP_RETRIES", "1");

    // when
    Readiness readiness = environments(Optional.empty()).require(needing("tinypkg"), progress::add);

    // then
    assertThat(reason(readiness)).contains("the package index can't be reached", "PIP_INDEX_URL");
  }

  @Test
  void shouldTryAgainWhenItIsNeededAgain() throws Exception {
    // given
    PythonEnvironments environments = environments(Optional.empty());
    Skill skill = needing("tinypkg>=2");

    // when
    Readiness first = environments.require(skill, progress::add);
    TinyWheel.write(wheels, "tinypkg", "2.0");
    Readiness second = environments.require(skill, progress::add);

    // then
    assertThat(first)
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            notReady ->
                assertThat(notReady.reason()).contains("could not be installed", "tinypkg>=2"));
    assertThat(second).isInstanceOf(Readiness.Ready.class);
  }

  @Test
  void shouldPrepareInTheBackground() throws Exception {
    // given
    TinyWheel.write(wheels, "tinypkg", "1.4");
    PythonEnvironments environments = environments(Optional.empty());
    Skill good = needing("tinypkg");

    // when
    environments.prepare(List.of(good, needing()));

    // then
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> {
          assertThat(environments.state(good)).isInstanceOf(Readiness.Ready.class);
          assertThat(environments.state(needing())).isInstanceOf(Readiness.Ready.class);
        });
  }

  @Test
  void shouldSayWhatIsMissingOnAMachineWithoutPython() throws Exception {
    // given
    own.put("PATH", folder.toString());

    // then
    assertThat(reason(environments(Optional.empty()).require(needing(), progress::add)))
        .contains("no Python 3.10 or later", "python3.14", "OPENCLAW_PYTHON");
  }

  @Test
  void shouldNotUseAnotherPythonThanTheOneThatWasNamed() throws Exception {
    assertThat(
            reason(
                environments(Optional.of(folder.resolve("none").toString()))
                    .require(needing(), progress::add)))
        .contains("none");
    assertThat(
            reason(
                environments(Optional.of(script("old", "print_version 3.9.1")))
                    .require(needing(), progress::add)))
        .contains("OPENCLAW_PYTHON is Python 3.9.1; 3.10 or later is needed");
  }

  @Test
  void shouldSayWhatToInstallWhereVenvIsIncomplete() throws Exception {
    // given
    String python =
        script(
            "bare",
            """
            case "$*" in
              *"-m venv"*) echo "The virtual environment was not created because ensurepip is not available."; exit 1;;
              *) print_version 3.11.2;;
            esac\
            """);

    // then
    assertThat(reason(environments(Optional.of(python)).require(needing("tinypkg"), progress::add)))
        .contains("install the package python3-venv");
  }

  @Test
  void shouldKeepTheWorkersSecretsFromWhatPipRuns() {
    // given
    Map<String, String> own =
        Map.of(
            "PATH", "/bin", "PIP_INDEX_URL", "x", "OPENCLAW_INTERNAL_TOKEN", "s", "REDIS_URL", "r");

    // then
    assertThat(ToolEnvironment.of(own)).containsOnlyKeys("PATH", "PIP_INDEX_URL");
  }

  private PythonEnvironments environments(Optional<String> python) {
    PythonEnvironments environments = new PythonEnvironments(python, folder.resolve("cache"), own);
    open.add(environments);
    return environments;
  }

  private static Skill needing(String... requirements) {
    return skill("test", Visibility.PUBLIC, List.of(requirements), List.of());
  }

  private static String reason(Readiness readiness) {
    assertThat(readiness).isInstanceOf(Readiness.NotReady.class);
    return ((Readiness.NotReady) readiness).reason();
  }

  private static String ask(Path python, String script) throws IOException, InterruptedException {
    return new Command(
            List.of(python.toString(), "-I", "-c", script), Map.of(), Duration.ofSeconds(30))
        .run(line -> {})
        .lastLine();
  }

  /** A program that answers like a Python of some version. */
  private String script(String name, String body) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(
        file,
        """
        #!/bin/sh
        print_version() { echo "{\\"executable\\": \\"$0\\", \\"version\\": \\"$1\\"}"; }
        """
            + body
            + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file.toString();
  }
}
