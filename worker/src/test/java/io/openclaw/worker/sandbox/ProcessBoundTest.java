package io.openclaw.worker.sandbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel bounds the processes of each sandbox by itself: no watchdog looks on here. */
class ProcessBoundTest {
  private static final int LIMIT = 20;

  /** What there is besides, and what the watchdog needs to see that there are too many. */
  private static final int MOST = LIMIT + 32;

  private static final int ASKED = 150;

  /** Says how many it has, and ends them all by ending. */
  private static final List<String> FORK =
      List.of(
          "/bin/sh",
          "-c",
          "for number in $(seq %d); do sleep 60 & echo $number; done".formatted(ASKED));

  @TempDir Path folder;

  @BeforeEach
  void letAnyUserIn() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void shouldHoldForEachOfSeveral() throws Exception {
    // given
    Sandboxes sandboxes = new Sandboxes(true, folder, System.getenv("PATH"));
    Sandbox sandbox = ((SandboxState.Usable) sandboxes.require()).sandbox();

    // when
    List<Process> all = new ArrayList<>();
    for (int each = 0; each < 3; each++) {
      all.add(sandbox.start(confinement("home-" + each)));
    }

    // then
    assertThat(counts(all)).allMatch(count -> count >= LIMIT && count <= MOST);
  }

  /** The machine that builds may be root; whoever runs a worker should not be. */
  @Test
  void shouldHoldForAWorkerThatIsNotRoot() throws Exception {
    // given
    Sandboxes sandboxes = new Sandboxes(true, folder, System.getenv("PATH"));
    assertThat(sandboxes.require()).isInstanceOf(SandboxState.Usable.class);
    Path settings = folder.resolve("sandbox");
    Bubblewrap sandbox =
        new Bubblewrap(bubblewrap(), settings.resolve("system-calls.bpf"), settings, null);
    try (Stream<Path> files = Files.list(settings)) {
      for (Path file : files.toList()) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      }
    }

    // when
    List<Process> all = new ArrayList<>();
    for (int each = 0; each < 3; each++) {
      ProcessBuilder process = sandbox.process(confinement("home-" + each), MOST, null);
      process.command().addAll(0, anotherUser());
      all.add(process.start());
    }

    // then
    assertThat(counts(all)).allMatch(count -> count >= LIMIT && count <= MOST);
  }

  private Confinement confinement(String home) throws IOException {
    Path room = Files.createDirectory(folder.resolve(home));
    return Confinement.of(
            FORK, room, new Limits(Duration.ofSeconds(5), 256L << 20, LIMIT, 64, 16L << 20))
        .variable("PATH", "/usr/bin:/bin")
        .build();
  }

  private static List<Integer> counts(List<Process> processes) throws Exception {
    List<Integer> counts = new ArrayList<>();
    for (Process process : processes) {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.errorReader().readAllAsString()).containsIgnoringCase("fork");
      counts.add((int) said.lines().count());
    }
    return counts;
  }

  private static Path bubblewrap() {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(name -> Path.of(name, "bwrap"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> anotherUser() {
    String name = requireNonNull(System.getProperty("user.name"));
    return name.equals("root")
        ? List.of("setpriv", "--reuid=54321", "--regid=54321", "--clear-groups")
        : List.of();
  }
}
