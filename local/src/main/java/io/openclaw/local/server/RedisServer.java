package io.openclaw.local.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.openclaw.local.home.PrivateFiles;
import io.openclaw.local.process.Health;
import io.openclaw.local.process.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Redis as a child process, with a password, on the loopback interface. */
public final class RedisServer implements Program {
  private final Path binaries;
  private final Path folder;
  private final int port;
  private final String password;

  /**
   * @param binaries where the executable is unpacked to
   * @param folder its data
   */
  public RedisServer(Path binaries, Path folder, int port, String password) {
    this.binaries = requireNonNull(binaries, "binaries is null");
    this.folder = requireNonNull(folder, "folder is null");
    this.port = port;
    this.password = requireNonNull(password, "password is null");
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** As the services want it. */
  public String url() {
    return "redis://:" + password + "@127.0.0.1:" + port;
  }

  @Override
  public void prepare() throws IOException {
    Binaries.redis(binaries);
    Files.createDirectories(folder);
    PrivateFiles.write(configuration(), configurationText());
  }

  @Override
  public List<String> command(String mark) {
    return List.of(
        binaries.resolve(Binaries.REDIS).toString(),
        configuration().toString(),
        // A title that is not used: all that it is for is to stand on the command line.
        "--set-proc-title",
        "no",
        "--proc-title-template",
        mark);
  }

  @Override
  public Map<String, String> environment() {
    return Map.of();
  }

  @Override
  public Health health() {
    try (Socket socket = Tcp.connect(port)) {
      socket.getOutputStream().write(("AUTH " + password + "\r\nPING\r\n").getBytes(UTF_8));
      BufferedReader replies =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      String auth = replies.readLine();
      String ping = replies.readLine();
      return "+OK".equals(auth) && "+PONG".equals(ping)
          ? Health.READY
          : Health.notReady("redis answers " + auth + ", " + ping);
    } catch (IOException e) {
      return Health.notReady(address() + ": " + e.getMessage());
    }
  }

  // A snapshot now and then and at the end is enough: the live view may lose a moment.
  private String configurationText() {
    return """
    bind 127.0.0.1
    port %d
    requirepass %s
    dir %s
    dbfilename live.rdb
    save 60 1
    appendonly no
    daemonize no
    maxmemory 256mb
    maxmemory-policy volatile-ttl
    """
        .formatted(port, password, '"' + folder.toString() + '"');
  }

  private Path configuration() {
    return folder.resolve("redis.conf");
  }
}
