package io.openclaw.local.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.openclaw.hash.Sha256;
import io.openclaw.local.home.PrivateFiles;
import io.openclaw.local.process.Health;
import io.openclaw.local.process.Program;
import io.openclaw.local.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL as a child process, with a password, on the loopback interface; its folder outlives
 * it. The database {@value #DATABASE} belongs to the user of the same name.
 */
public final class PostgresServer implements Program {
  public static final String DATABASE = "openclaw";
  public static final String USER = "openclaw";

  /** Nine orchestrators have 19 at most, those for migrations among them. */
  private static final int MOST_CONNECTIONS = 200;

  private final PostgresTools tools;
  private final Path folder;
  private final int port;
  private final String password;

  /**
   * @param binaries where the executables are unpacked to
   * @param folder its data
   */
  public PostgresServer(Path binaries, Path folder, int port, String password) {
    this.tools = new PostgresTools(binaries);
    this.folder = requireNonNull(folder, "folder is null");
    this.port = port;
    this.password = requireNonNull(password, "password is null");
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Without {@code jdbc:}. */
  public String url() {
    return "postgresql://127.0.0.1:" + port + "/" + DATABASE;
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    tools.unpack();
    if (!Files.exists(folder)) {
      tools.makeCluster(folder, USER, password, DATABASE);
      PrivateFiles.write(passwordMark(), fingerprint());
    }
    tools.requireSameVersion(folder);
    tools.removeStaleLock(folder);
    if (!Files.exists(passwordMark()) || !Files.readString(passwordMark()).equals(fingerprint())) {
      // The secret was deleted and made anew.
      tools.run(folder, "postgres", "ALTER ROLE " + USER + " PASSWORD '" + password + "'");
      PrivateFiles.write(passwordMark(), fingerprint());
    }
  }

  @Override
  public List<String> command(String mark) {
    return tools.asOrdinaryUser(
        List.of(
            tools.executable("postgres"),
            "-c",
            mark,
            "-D",
            folder.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "shared_buffers=32MB",
            "-c",
            "max_connections=" + MOST_CONNECTIONS,
            "-c",
            "log_checkpoints=off"));
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("LC_ALL", "C");
  }

  /** As {@code pg_ctl -w} does: the postmaster writes its state into its lock file. */
  @Override
  public Health health() {
    try {
      List<String> lines = Files.readAllLines(PostgresTools.lockFile(folder), UTF_8);
      boolean ready = lines.size() > 7 && lines.get(7).strip().equals("ready");
      boolean ofNow = !lines.isEmpty() && PostgresTools.isAlive(lines.get(0));
      return ready && ofNow ? Health.READY : Health.notReady("postgres is still starting");
    } catch (IOException e) {
      return Health.notReady("postgres has not made " + PostgresTools.lockFile(folder));
    }
  }

  /** Ends at once; the default signal would wait for clients to go. */
  @Override
  public Signal stopSignal() {
    return Signal.INT;
  }

  private Path passwordMark() {
    return folder.resolve("openclaw-password-sha256");
  }

  private String fingerprint() {
    return Sha256.of(password).hex();
  }
}
