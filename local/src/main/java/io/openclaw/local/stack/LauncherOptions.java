package io.openclaw.local.stack;

import io.openclaw.local.home.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a launcher's own JVM runs: small, and quick to start. */
final class LauncherOptions {
  private LauncherOptions() {}

  static List<String> jvm(Installation installation) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
    // The script lets Java make this archive of loaded classes when "up" ends for the first time.
    Path archive = installation.root().resolve("local/target/up.jsa");
    if (Files.exists(archive)) {
      options.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off"));
    }
    return options;
  }
}
