package io.openclaw.local.home;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The state of one local stack: {@code $OPENCLAW_HOME}, or {@code .openclaw} in the repository.
 * What is made here is readable by its owner alone; a folder that was there already is left as it
 * is.
 *
 * @param dir absolute
 */
public record Home(Path dir) {
  public Home {
    requireNonNull(dir, "dir is null");
    if (!dir.isAbsolute()) {
      throw new IllegalArgumentException("home must be absolute: " + dir);
    }
  }

  public static Home of(Map<String, String> environment, Path root) {
    String named = environment.getOrDefault("OPENCLAW_HOME", "");
    Path dir = named.isBlank() ? root.resolve(".openclaw") : Path.of(named);
    return new Home(dir.toAbsolutePath().normalize());
  }

  /**
   * Makes the folders that are missing.
   *
   * @throws IOException also when others may read what must be private
   */
  public Home create() throws IOException {
    for (Path folder : new Path[] {dir, data(), logs(), secretsFolder()}) {
      PrivateFiles.createFolder(folder);
    }
    PrivateFiles.requirePrivate(data());
    PrivateFiles.requirePrivate(secretsFolder());
    return this;
  }

  /** Held by the launcher for as long as the stack lives. */
  public Path lock() {
    return dir.resolve("lock");
  }

  /** What runs now, for {@code status}, {@code ask} and dev mode. */
  public Path runFile() {
    return dir.resolve("run.json");
  }

  /** Asks the launcher to count its end as a wish, not as an interruption. */
  public Path stopRequest() {
    return dir.resolve("stop-requested");
  }

  public Path logs() {
    return dir.resolve("logs");
  }

  public Path log(String process) {
    return logs().resolve(process + ".log");
  }

  /** {@code OPENCLAW_DATA} of the services, and the servers' own files. */
  public Path data() {
    return dir.resolve("data");
  }

  public Path artifacts() {
    return data().resolve("artifacts");
  }

  public Path secretsFolder() {
    return dir.resolve("secrets");
  }

  /**
   * What can be made again: unpacked servers, Python environments. {@code OPENCLAW_CACHE}, else
   * {@code openclaw} in the user's cache folder (XDG), else {@code cache} in here when that can't
   * be written.
   */
  public Path cache(Map<String, String> environment) throws IOException {
    String named = environment.getOrDefault("OPENCLAW_CACHE", "");
    if (!named.isBlank()) {
      return Files.createDirectories(Path.of(named).toAbsolutePath().normalize());
    }
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path user =
        Path.of(xdg).isAbsolute()
            ? Path.of(xdg)
            : Path.of(environment.getOrDefault("HOME", "/nonexistent"), ".cache");
    Path shared = user.resolve("openclaw");
    if (writable(shared)) {
      return Files.createDirectories(shared);
    }
    return Files.createDirectories(dir.resolve("cache"));
  }

  /** Whether the folder can be used or made; a home folder that nobody has made is not made. */
  private static boolean writable(Path folder) {
    for (Path path : List.of(folder, folder.resolve(".."), folder.resolve("../.."))) {
      Path existing = path.normalize();
      if (Files.exists(existing)) {
        return Files.isDirectory(existing) && Files.isWritable(existing);
      }
    }
    return false;
  }
}
