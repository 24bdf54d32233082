package io.openclaw.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The only way to the files of a workspace: named by their path below it, with {@code /}. Refuses
 * what is too large, no UTF-8, or elsewhere, and remembers what was read for the version.
 */
final class WorkspaceFiles {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_DEPTH = 4;
  private static final int VERSION_DIGITS = 16;

  private final Path root;
  private final Problems problems;
  private final SortedMap<String, byte[]> digests = new TreeMap<>();

  /**
   * @param root its real path
   */
  WorkspaceFiles(Path root, Problems problems) {
    this.root = root;
    this.problems = problems;
  }

  Problems problems() {
    return problems;
  }

  Path root() {
    return root;
  }

  Path path(String file) {
    return root.resolve(file);
  }

  boolean isFile(String file) {
    return Files.isRegularFile(path(file));
  }

  /** Names of the folders in a folder, sorted; none where it is not there. */
  List<String> folders(String folder) {
    return list(folder, Files::isDirectory).stream()
        .filter(name -> !leavesWorkspace(folder + "/" + name))
        .toList();
  }

  /** Names of the files in a folder, sorted; none where it is not there. */
  List<String> files(String folder) {
    return list(folder, path -> !Files.isDirectory(path));
  }

  private List<String> list(String folder, Predicate<Path> kind) {
    if (!Files.isDirectory(path(folder))) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(path(folder))) {
      return entries
          .filter(kind)
          .map(entry -> String.valueOf(entry.getFileName()))
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      unreadable(folder, e);
      return List.of();
    }
  }

  /** The text of a file that has to be there; null where there is a problem with it. */
  @Nullable String text(String file) {
    byte[] bytes = bytes(file);
    return bytes == null ? null : decode(file, bytes);
  }

  /** Makes the files in a folder part of the version, whatever is in them. */
  void include(String folder) {
    include(folder, MAX_DEPTH);
  }

  private void include(String folder, int depth) {
    files(folder).forEach(name -> bytes(folder + "/" + name));
    if (depth > 1) {
      folders(folder).stream()
          .filter(name -> !name.equals("__pycache__"))
          .forEach(name -> include(folder + "/" + name, depth - 1));
    }
  }

  /** Hash of the paths and contents of all that was read. */
  String version() {
    MessageDigest version = sha256();
    digests.forEach((file, digest) -> {
      version.update(file.getBytes(StandardCharsets.UTF_8));
      version.update((byte) 0);
      version.update(digest);
    });
    return HexFormat.of().formatHex(version.digest()).substring(0, VERSION_DIGITS);
  }

  private byte @Nullable [] bytes(String file) {
    if (Files.notExists(path(file))) {
      problems.add(Place.startOf(file), ProblemCode.MISSING_FILE, "the file is missing");
      return null;
    }
    if (leavesWorkspace(file)) {
      return null;
    }
    if (!isFile(file)) {
      problems.add(Place.startOf(file), ProblemCode.UNREADABLE_FILE, "it is not a regular file");
      return null;
    }
    try (InputStream in = Files.newInputStream(path(file))) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        problems.add(
            Place.startOf(file),
            ProblemCode.FILE_TOO_LARGE,
            "the file is larger than 1 MiB, the most that is read");
        return null;
      }
      digests.put(file, sha256().digest(bytes));
      return bytes;
    } catch (IOException e) {
      unreadable(file, e);
      return null;
    }
  }

  private @Nullable String decode(String file, byte[] bytes) {
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
    text.flip();
    if (result.isError()) {
      problems.add(
          Place.after(file, text),
          ProblemCode.INVALID_UTF8,
          "this byte is no UTF-8; save the file in the encoding UTF-8");
      return null;
    }
    // Some editors begin a file with a byte order mark.
    return text.length() > 0 && text.charAt(0) == '\uFEFF'
        ? text.subSequence(1, text.length()).toString()
        : text.toString();
  }

  private boolean leavesWorkspace(String file) {
    try {
      if (path(file).toRealPath().startsWith(root)) {
        return false;
      }
      problems.add(
          Place.startOf(file),
          ProblemCode.LINK_LEAVES_WORKSPACE,
          "a symbolic link leads out of the workspace; put a copy in its place");
    } catch (IOException e) {
      unreadable(file, e);
    }
    return true;
  }

  private void unreadable(String file, IOException e) {
    String reason =
        e instanceof NotDirectoryException ? "it is no folder" : e.getClass().getSimpleName();
    problems.add(Place.startOf(file), ProblemCode.UNREADABLE_FILE, "it cannot be read: " + reason);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
