package io.openclaw.local.server;

import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;
import redis.embedded.core.ExecutableProvider;

/**
 * The servers' executables, unpacked once from the jars that carry them. A folder appears complete
 * or not at all, also when two stacks unpack at once.
 */
public final class Binaries {
  static final String REDIS = "redis-server";

  private Binaries() {}

  /** The folder's name says what is in it, so that another version gets another folder. */
  public static Path postgresFolder(Path cache) {
    return cache.resolve("postgres-" + platform() + "-" + version("postgres"));
  }

  public static Path redisFolder(Path cache) {
    return cache.resolve("redis-" + platform() + "-" + version("redis"));
  }

  static String postgresVersion() {
    return version("postgres");
  }

  static void redis(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      unpack(folder, Binaries::unpackRedis);
    }
  }

  static void postgres(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      unpack(folder, Binaries::unpackPostgres);
    }
  }

  private interface Unpacking {
    void into(Path folder) throws IOException;
  }

  private static void unpack(Path folder, Unpacking unpacking) throws IOException {
    Path parent = Files.createDirectories(folder.getParent());
    Path making = Files.createTempDirectory(parent, "." + folder.getFileName());
    try {
      unpacking.into(making);
      Files.setPosixFilePermissions(making, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (FileSystemException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
      // Another stack was faster.
    } finally {
      delete(making);
    }
  }

  private static void unpackRedis(Path folder) throws IOException {
    Path made = ExecutableProvider.newJarResourceProvider(folder.toFile()).get().toPath();
    Files.move(made, folder.resolve(REDIS));
    Files.setPosixFilePermissions(
        folder.resolve(REDIS), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void unpackPostgres(Path folder) throws IOException {
    try (InputStream archive = open(postgresArchive());
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("the archive has a path outside of itself: " + entry.getName());
        }
        write(tar, entry, target);
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    boolean executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static InputStream open(String resource) throws IOException {
    InputStream stream = Binaries.class.getClassLoader().getResourceAsStream(resource);
    if (stream == null) {
      throw new IOException(
          "this build has no PostgreSQL for "
              + platform()
              + " ("
              + resource
              + "): build on the machine that is to run it; Linux and macOS on x86-64 and ARM work");
    }
    return stream;
  }

  private static String postgresArchive() {
    String system = platform().startsWith("darwin") ? "darwin" : "linux";
    String processor = platform().endsWith("aarch64") ? "arm_64" : "x86_64";
    return "postgres-" + system + "-" + processor + ".txz";
  }

  private static String platform() {
    String system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    String processor = System.getProperty("os.arch");
    return system + "-" + (processor.equals("aarch64") ? "aarch64" : "x86_64");
  }

  private static String version(String server) {
    Properties versions = new Properties();
    try (InputStream in = Binaries.class.getResourceAsStream("versions.properties")) {
      versions.load(requireNonNull(in, "versions.properties is missing"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read versions.properties", e);
    }
    return requireNonNull(versions.getProperty(server), server);
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> found;
    try (Stream<Path> walk = Files.walk(folder)) {
      found = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : found) {
      Files.deleteIfExists(path);
    }
  }
}
