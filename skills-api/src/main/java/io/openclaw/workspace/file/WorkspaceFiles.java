package io.openclaw.workspace.file;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.WorkspaceContent;
import io.openclaw.workspace.file.WorkspaceTree.Entry;
import io.openclaw.workspace.file.WorkspaceTree.Kind;
import io.openclaw.workspace.yaml.Place;
import io.openclaw.workspace.yaml.Problems;
import io.openclaw.workspace.yaml.Shape;
import io.openclaw.workspace.yaml.YamlFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The only way to the files of a workspace: named by their path below it, with {@code /}. Says what
 * is missing or in the way, and keeps what was read. Safe for several threads.
 */
public final class WorkspaceFiles {
  /** What is said of a folder of which not all can be looked at. */
  public static final String CLOSED =
      "this cannot be read; whoever runs OpenClaw needs the right to list and to enter the folder"
          + " (chmod +rx)";

  /** How a core module begins; a component has another version. */
  private static final byte[] MODULE = {0, 'a', 's', 'm', 1, 0, 0, 0};

  private final Path root;
  private final WorkspaceTree tree;
  private final FileContents reader;
  private final Problems problems;
  private final Map<String, byte[]> contents = new ConcurrentHashMap<>();

  /**
   * @param root its real path
   */
  public WorkspaceFiles(Path root, Problems problems) {
    this.root = root;
    this.tree = WorkspaceTree.scan(root);
    this.reader = new FileContents(root, problems);
    this.problems = problems;
  }

  public Problems problems() {
    return problems;
  }

  public Path path(String file) {
    return root.resolve(file);
  }

  /** All that was read until now. */
  public WorkspaceContent content() {
    return new WorkspaceContent(contents);
  }

  /** A file that was written since the folders were listed; null: none. */
  public @Nullable String changedFile() {
    return tree.firstDifference(WorkspaceTree.scan(root));
  }

  boolean isFile(String file) {
    Entry entry = tree.at(file);
    return entry != null && entry.kind() == Kind.FILE;
  }

  boolean isFolder(String path) {
    return kind(path) == Kind.FOLDER || kind(path) == Kind.CLOSED;
  }

  /** Names of all that is in a folder, sorted; nothing is said of what stands in the way. */
  List<String> names(String folder) {
    return tree.names(folder);
  }

  /** Whether there is anything of this name, be it right or wrong. */
  boolean exists(String file) {
    return tree.at(file) != null;
  }

  /** Whether something stands in the way of the file, which is reported when it is read. */
  boolean isBarred(String file) {
    return barrier(file) != null || kind(file) == Kind.OTHER;
  }

  /**
   * Whether all that is in a folder can be looked at. What cannot is reported when it is listed.
   */
  boolean isComplete(String folder) {
    return barrier(folder) == null
        && tree.names(folder).stream().allMatch(name -> barrier(folder + "/" + name) == null);
  }

  /** Names of the folders in a folder, sorted; none where it is not there. */
  List<String> folders(String folder) {
    return list(folder).filter(name -> isFolder(folder + "/" + name)).toList();
  }

  /** Names of the files in a folder, sorted; none where it is not there. */
  List<String> files(String folder) {
    return list(folder)
        .filter(name -> {
          Kind kind = kind(folder + "/" + name);
          return kind == Kind.FILE || kind == Kind.OTHER;
        })
        .toList();
  }

  private Stream<String> list(String folder) {
    reportBarrier(folder);
    List<String> names = tree.names(folder);
    names.forEach(name -> reportBarrier(folder + "/" + name));
    return names.stream();
  }

  private @Nullable Kind kind(String path) {
    Entry entry = tree.at(path);
    return entry == null ? null : entry.kind();
  }

  /** The path, or a folder above it, that leads elsewhere or cannot be looked into; null: none. */
  private @Nullable String barrier(String path) {
    for (int end = 0; end >= 0; ) {
      end = path.indexOf('/', end + 1);
      String above = end < 0 ? path : path.substring(0, end);
      if (kind(above) == Kind.ESCAPING_LINK || kind(above) == Kind.CLOSED) {
        return above;
      }
    }
    return null;
  }

  /** Whether there is one. */
  private boolean reportBarrier(String path) {
    String barrier = barrier(path);
    if (barrier == null) {
      return false;
    }
    if (kind(barrier) == Kind.ESCAPING_LINK) {
      problems.add(
          Place.startOf(barrier),
          ProblemCode.LINK_LEAVES_WORKSPACE,
          "a symbolic link leads out of the workspace; put a copy in its place");
    } else {
      unreadable(barrier, CLOSED);
    }
    return true;
  }

  /**
   * Reads a file that has to hold a YAML map.
   *
   * @return null where the file could not be read as YAML, which has been reported then
   */
  <T> @Nullable T yaml(String file, Shape<T> shape) {
    String text = text(file);
    return text == null ? null : YamlFile.read(problems, file, text, shape);
  }

  /** The text of a file that has to be there; null where there is a problem with it. */
  @Nullable String text(String file) {
    byte[] bytes = bytes(file);
    String text = bytes == null ? null : reader.decode(file, bytes);
    if (text != null) {
      Secrets.report(file, text, problems);
    }
    return text;
  }

  /**
   * The text of a file that has to be there and to say something; null where there is a problem
   * with it.
   *
   * @param instead what an empty one lacks
   */
  @Nullable String text(String file, String instead) {
    String text = text(file);
    if (text != null && text.isBlank()) {
      empty(file, instead);
      return null;
    }
    return text;
  }

  /** The text of a file that may be there. */
  @Nullable String textIfThere(String file) {
    return exists(file) ? text(file) : null;
  }

  /** Makes the files in a folder, and in those below it, part of the content. */
  void include(String folder) {
    for (String name : files(folder)) {
      byte[] bytes = bytes(folder + "/" + name);
      if (bytes != null) {
        Secrets.report(folder + "/" + name, new String(bytes, StandardCharsets.UTF_8), problems);
      }
    }
    folders(folder).forEach(name -> include(folder + "/" + name));
  }

  /**
   * Checks that a file that was included is a text that says something.
   *
   * @param instead what an empty one lacks
   */
  void checkKept(String file, String instead) {
    byte[] bytes = contents.get(file);
    String text = bytes == null ? null : reader.decode(file, bytes);
    if (text != null && text.isBlank()) {
      empty(file, instead);
    }
  }

  /** Checks that a file that was included is a WebAssembly module, by how it begins. */
  void checkModule(String file) {
    byte[] bytes = contents.get(file);
    if (bytes != null && !Arrays.equals(bytes, 0, Math.min(8, bytes.length), MODULE, 0, 8)) {
      problems.add(
          Place.startOf(file),
          ProblemCode.INVALID_MODULE,
          "this is no WebAssembly module of version 1; compile the handler for wasm32-wasip1");
    }
  }

  private void empty(String file, String instead) {
    problems.add(Place.startOf(file), ProblemCode.EMPTY_FILE, "the file is empty; " + instead);
  }

  private byte @Nullable [] bytes(String file) {
    if (reportBarrier(file)) {
      return null;
    }
    Entry entry = tree.at(file);
    if (entry == null) {
      problems.add(Place.startOf(file), ProblemCode.MISSING_FILE, "the file is missing");
      return null;
    }
    return switch (entry.kind()) {
      case FILE -> keep(file, reader.read(file, entry));
      case FOLDER, CLOSED, ESCAPING_LINK -> {
        unreadable(file, "this has to be a file, and is a folder");
        yield null;
      }
      case OTHER -> {
        unreadable(file, "this has to be a file, and is none, or a link that leads nowhere");
        yield null;
      }
    };
  }

  private byte @Nullable [] keep(String file, byte @Nullable [] bytes) {
    if (bytes != null) {
      contents.put(file, bytes);
    }
    return bytes;
  }

  private void unreadable(String file, String reason) {
    problems.add(Place.startOf(file), ProblemCode.UNREADABLE_FILE, reason);
  }
}
