package io.openclaw.workspace.file;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.file.WorkspaceTree.Entry;
import io.openclaw.workspace.yaml.Place;
import io.openclaw.workspace.yaml.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file that is there: no more of it than is allowed, nothing from outside the workspace,
 * and no other encoding than UTF-8. Safe for several threads.
 */
final class FileContents {
  private static final int MAX_MEBIBYTES = 1;

  /** A module or program in Rust or C has one or two, one in Go four. */
  private static final int MAX_COMPILED_MEBIBYTES = 8;

  /** As the names of compiled programs are: without an ending. */
  private static final Pattern COMPILED =
      Pattern.compile("skills/.+/(handlers|scripts)/(.+/)?[^./]+|.*\\.wasm");

  /** A registry of ten thousand skills has three. */
  private static final int MAX_REGISTRY_MEBIBYTES = 16;

  private final Path root;
  private final Problems problems;

  /**
   * @param root the real path of the workspace
   */
  FileContents(Path root, Problems problems) {
    this.root = root;
    this.problems = problems;
  }

  /** Null where it is too large or cannot be read, which has been reported then. */
  byte @Nullable [] read(String file, Entry entry) {
    int most = maxMebibytes(file) << 20;
    if (entry.size() > most) {
      reportSize(file);
      return null;
    }
    try (InputStream in = open(file, entry)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        reportSize(file);
        return null;
      }
      return bytes;
    } catch (AccessDeniedException e) {
      unreadable(
          file, "the file cannot be read; whoever runs OpenClaw needs the right to (chmod +r)");
      return null;
    } catch (IOException e) {
      unreadable(file, "the file cannot be read (%s)".formatted(e.getClass().getSimpleName()));
      return null;
    }
  }

  /** A link put in the place of a file since the folders were listed is not followed. */
  private InputStream open(String file, Entry entry) throws IOException {
    Path path = root.resolve(file);
    if (entry.link()) {
      path = path.toRealPath();
    }
    if (!path.startsWith(root)) {
      throw new IOException("the link leads elsewhere by now");
    }
    return Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  /** Null where it is no UTF-8, which has been reported then. */
  @Nullable String decode(String file, byte[] bytes) {
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

  private void reportSize(String file) {
    problems.add(
        Place.startOf(file),
        ProblemCode.FILE_TOO_LARGE,
        "the file is larger than %d MiB, the most that is read; shorten it, or put data into a folder"
                .formatted(maxMebibytes(file))
            + " of its own, such as datasets/");
  }

  private static int maxMebibytes(String file) {
    if (file.startsWith("orchestrator/")) {
      return MAX_REGISTRY_MEBIBYTES;
    }
    return COMPILED.matcher(file).matches() ? MAX_COMPILED_MEBIBYTES : MAX_MEBIBYTES;
  }

  private void unreadable(String file, String reason) {
    problems.add(Place.startOf(file), ProblemCode.UNREADABLE_FILE, reason);
  }
}
