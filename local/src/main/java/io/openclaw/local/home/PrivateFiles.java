package io.openclaw.local.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that only their owner may read, written as a whole or not at all. */
public final class PrivateFiles {
  private static final FileAttribute<Set<PosixFilePermission>> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private PrivateFiles() {}

  /** Makes the folder, and its parents as the system makes them, when it is missing. */
  public static void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.createDirectory(folder, FOLDER);
  }

  /** A folder that was there already may be open to others, and is not ours to close. */
  static void requirePrivate(Path folder) throws IOException {
    Set<PosixFilePermission> allowed = PosixFilePermissions.fromString("rwx------");
    if (!allowed.containsAll(Files.getPosixFilePermissions(folder))) {
      throw new IOException(
          "others may look into %s, which holds secrets: chmod 700 it, or name another OPENCLAW_HOME"
              .formatted(folder));
    }
  }

  /** A reader sees the old text or the new one, never a part. */
  public static void write(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path written = Files.createTempFile(folder, "." + file.getFileName(), ".tmp", FILE);
    try {
      Files.writeString(written, text, StandardCharsets.UTF_8);
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
  }
}
