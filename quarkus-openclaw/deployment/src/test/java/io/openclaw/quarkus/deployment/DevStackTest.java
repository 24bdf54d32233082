package io.openclaw.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevStackTest {
  @TempDir Path dir;

  @Test
  void shouldTakeEnvironmentFromTheNearestScriptAbove() throws IOException {
    // given
    Path module = Files.createDirectories(dir.resolve("gateway/src"));
    script("echo KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:1; echo \"WHO=$2=x\"; echo a remark");

    // when
    Map<String, String> environment = DevStack.environment(DevStack.script(module), "gateway");

    // then
    assertThat(environment)
        .containsExactly(
            Map.entry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"), Map.entry("WHO", "gateway=x"));
  }

  @Test
  void shouldFailWithTheCommandWhenTheStackCannotStart() throws IOException {
    Path script = script("exit 3");

    assertThatThrownBy(() -> DevStack.environment(script, "worker"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("env worker ended with 3");
  }

  private Path script(String body) throws IOException {
    Path script = Files.writeString(dir.resolve("openclaw"), "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
