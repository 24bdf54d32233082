package io.openclaw.local.stack;

import static java.util.Objects.requireNonNull;

import io.openclaw.local.home.Installation;
import io.openclaw.local.process.Health;
import io.openclaw.local.process.HttpHealth;
import io.openclaw.local.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One process of one of the three services, in a small JVM of its own. */
final class ServiceProgram implements Program {
  private final Replica replica;
  private final Installation installation;
  private final String healthPath;
  private final Map<String, String> environment;

  ServiceProgram(
      Replica replica,
      Installation installation,
      String healthPath,
      Map<String, String> environment) {
    this.replica = requireNonNull(replica, "replica is null");
    this.installation = requireNonNull(installation, "installation is null");
    this.healthPath = requireNonNull(healthPath, "healthPath is null");
    this.environment = Map.copyOf(environment);
  }

  @Override
  public String name() {
    return replica.name();
  }

  @Override
  public int port() {
    return replica.port();
  }

  @Override
  public String address() {
    return replica.address();
  }

  @Override
  public void prepare() throws IOException {
    Path jar = installation.serviceJar(replica.service());
    if (!Files.exists(jar)) {
      throw new IOException(jar + " is missing: build it by ./mvnw install -DskipTests");
    }
  }

  // The first compiler alone and one collector thread: several services share a few cores. The
  // first one that ends in peace leaves an archive of its classes: later ones start in half the
  // time.
  @Override
  public List<String> command(String mark) {
    return List.of(
        installation.java().toString(),
        "-D" + mark,
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile="
            + installation.serviceJar(replica.service()).resolveSibling("app.jsa"),
        "-Xlog:cds=off",
        "-Xlog:cds+dynamic=off",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-jar",
        installation.serviceJar(replica.service()).toString());
  }

  @Override
  public Map<String, String> environment() {
    return environment;
  }

  @Override
  public Health health() {
    return new HttpHealth(address() + healthPath).check();
  }
}
