package io.openclaw.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxesTest {
  @TempDir Path folder;

  @Test
  void shouldBeUsableHere() {
    assertThat(new Sandboxes(true, folder, System.getenv("PATH")).require())
        .isInstanceOf(SandboxState.Usable.class);
  }

  /** A GPU's nodes are bound in the same way; this one is on every machine. */
  @Test
  void shouldShowTheDevicesThatAreGranted() throws Exception {
    // given
    Sandboxes sandboxes = new Sandboxes(true, folder, System.getenv("PATH"));
    Sandbox sandbox = ((SandboxState.Usable) sandboxes.require()).sandbox();
    Path home = Files.createDirectory(folder.resolve("home"));
    Confinement.Builder confinement =
        Confinement.of(
                List.of("test", "-c", "/dev/kmsg"),
                home,
                new Limits(Duration.ofSeconds(5), 256L << 20, 32, 64, 16L << 20))
            .variable("PATH", "/usr/bin:/bin");

    // then
    assertThat(sandbox.start(confinement.build()).waitFor()).isNotZero();
    confinement.devices(List.of(Path.of("/dev/kmsg"), Path.of("/dev/not-there")));
    assertThat(sandbox.start(confinement.build()).waitFor()).isZero();
  }

  /** What a skill's packages bring along comes first in its PATH. */
  @Test
  void shouldRunNothingOfTheCallsPathOutside() throws Exception {
    // given
    Sandboxes sandboxes = new Sandboxes(true, folder, System.getenv("PATH"));
    Sandbox sandbox = ((SandboxState.Usable) sandboxes.require()).sandbox();
    Path programs = Files.createDirectory(folder.resolve("bin"));
    Path home = Files.createDirectory(folder.resolve("home"));
    for (String name : List.of("nice", "bwrap", "sh", "ulimit", "shift")) {
      Path program = programs.resolve(name);
      Files.writeString(program, "#!/bin/sh\ntouch " + folder.resolve("outside") + "\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    // when
    Confinement confinement =
        Confinement.of(
                List.of("/usr/bin/true"),
                home,
                new Limits(Duration.ofSeconds(5), 256L << 20, 32, 64, 16L << 20))
            .variable("PATH", programs.toString())
            .build();

    // then
    assertThat(sandbox.start(confinement).waitFor()).isZero();
    assertThat(folder.resolve("outside")).doesNotExist();
  }

  @Test
  void shouldSayWhatToInstall() {
    assertThat(reason(new Sandboxes(true, folder, folder.toString())))
        .contains("install the package bubblewrap", "OPENCLAW_SANDBOX=off");
  }

  @Test
  void shouldSayWhatIsWrongWithWhatIsInstalled() throws Exception {
    // given
    program("echo 'bwrap: setting up uid map: Permission denied' >&2; exit 1");

    // then
    assertThat(reason(new Sandboxes(true, folder, folder.toString())))
        .contains(
            "setting up uid map: Permission denied", "apparmor_restrict_unprivileged_userns=0");
  }

  @Test
  void shouldLookAgainOnceItIsInstalled() throws Exception {
    // given
    Sandboxes sandboxes = new Sandboxes(true, folder, folder.toString());
    assertThat(sandboxes.require()).isInstanceOf(SandboxState.Missing.class);

    // when
    program("exit 0");

    // then
    assertThat(sandboxes.require()).isInstanceOf(SandboxState.Usable.class);
  }

  @Test
  void shouldDoWithoutWhereItIsTold() {
    assertThat(new Sandboxes(false, folder, folder.toString()).require())
        .isInstanceOfSatisfying(
            SandboxState.Usable.class,
            usable -> assertThat(usable.sandbox()).isInstanceOf(Unconfined.class));
  }

  private void program(String script) throws Exception {
    Path program = Files.writeString(folder.resolve("bwrap"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String reason(Sandboxes sandboxes) {
    assertThat(sandboxes.require()).isInstanceOf(SandboxState.Missing.class);
    return ((SandboxState.Missing) sandboxes.require()).reason();
  }
}
