package io.openclaw.local.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.openclaw.local.home.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has to be done to a PostgreSQL cluster while no server runs on it. */
final class PostgresTools {
  private final Path binaries;

  PostgresTools(Path binaries) {
    this.binaries = requireNonNull(binaries, "binaries is null");
  }

  void unpack() throws IOException {
    Binaries.postgres(binaries);
  }

  String executable(String name) {
    return binaries.resolve("bin").resolve(name).toString();
  }

  /**
   * PostgreSQL refuses to run as root. In a user namespace of its own it is nobody, and still the
   * owner of its files.
   */
  List<String> asOrdinaryUser(List<String> command) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return command;
    }
    List<String> wrapped = new ArrayList<>(List.of("unshare", "-U"));
    wrapped.addAll(command);
    return wrapped;
  }

  /** Makes a cluster with one database; the folder appears complete or not at all. */
  void makeCluster(Path folder, String user, String password, String database)
      throws IOException, InterruptedException {
    Path making = folder.resolveSibling(folder.getFileName() + ".new");
    Binaries.delete(making);
    PrivateFiles.createFolder(making);
    Path passwordFile = folder.resolveSibling(folder.getFileName() + ".password");
    PrivateFiles.write(passwordFile, password + "\n");
    try {
      execute(
          List.of(
              executable("initdb"),
              "-D",
              making.toString(),
              "-U",
              user,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--locale=C",
              "--no-instructions"),
          "");
    } finally {
      Files.deleteIfExists(passwordFile);
    }
    run(making, "postgres", "CREATE DATABASE " + database + " OWNER " + user);
    Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Runs one statement in a server of its own that nobody else can reach. */
  void run(Path folder, String database, String statement)
      throws IOException, InterruptedException {
    execute(
        List.of(executable("postgres"), "--single", "-j", "-D", folder.toString(), database),
        statement + ";\n\n");
  }

  void requireSameVersion(Path folder) throws IOException {
    String made = Files.readString(folder.resolve("PG_VERSION")).strip();
    if (!Binaries.postgresVersion().startsWith(made + ".")) {
      throw new IOException(
          "%s was made by PostgreSQL %s and this is %s: move it away to begin anew"
              .formatted(folder, made, Binaries.postgresVersion()));
    }
  }

  /**
   * A lock file that a crash left is dealt with by the server itself, except where its process id
   * belongs to some other program now.
   */
  void removeStaleLock(Path folder) throws IOException {
    Path lock = lockFile(folder);
    if (!Files.exists(lock)) {
      return;
    }
    List<String> lines = Files.readAllLines(lock, UTF_8);
    if (!lines.isEmpty() && isAlive(lines.get(0)) && !isPostgres(lines.get(0))) {
      Files.delete(lock);
    }
  }

  static Path lockFile(Path folder) {
    return folder.resolve("postmaster.pid");
  }

  static boolean isAlive(String pid) {
    return process(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static boolean isPostgres(String pid) {
    return process(pid).flatMap(p -> p.info().commandLine()).orElse("").contains("postgres");
  }

  private static Optional<ProcessHandle> process(String pid) {
    String number = pid.strip();
    return number.matches("\\d{1,10}")
        ? ProcessHandle.of(Long.parseLong(number))
        : Optional.empty();
  }

  private void execute(List<String> command, String input)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(asOrdinaryUser(command)).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    process.getOutputStream().write(input.getBytes(UTF_8));
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    int code = process.waitFor();
    // The single-user server ends with 0 whatever became of the statement.
    boolean failed = code != 0 || output.contains("ERROR:") || output.contains("FATAL:");
    if (failed) {
      throw new IOException(
          "%s failed with code %d: %s"
              .formatted(Path.of(command.getFirst()).getFileName(), code, output));
    }
  }
}
