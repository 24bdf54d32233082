package io.openclaw.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxesTest {
  @TempDir Path folder;

  @Test
  void shouldBeUsableHere() {
    assertThat(new Sandboxes(true, folder, System.getenv("PATH")).require())
        .isInstanceOf(SandboxState.Usable.class);
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
