package io.openclaw.local.stack;

import java.util.List;

/** How a launcher's own JVM runs: small, and quick to start. */
final class LauncherOptions {
  static final List<String> JVM =
      List.of(
          "-Xmx128m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED");

  private LauncherOptions() {}
}
