package io.openclaw.worker.grant;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Attachment;
import io.openclaw.event.Failure;
import io.openclaw.worker.failure.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that one step may read: its task's attachments, its agent's folders and its task's
 * artifacts. Links are followed before the comparison, so that none leads out. Immutable.
 */
public final class PathGrants {
  private static final String ROOT = "/workspace";

  private final Path workspace;
  private final List<StraightPath> folders;
  private final List<StraightPath> attachments;
  private final Path artifacts;

  private PathGrants(
      Path workspace, List<StraightPath> folders, List<StraightPath> attachments, Path artifacts) {
    this.workspace = workspace;
    this.folders = List.copyOf(folders);
    this.attachments = List.copyOf(attachments);
    this.artifacts = artifacts;
  }

  /** What became of a path. */
  public sealed interface Access {

    /** It may be read, under its real path. */
    record Granted(Path path) implements Access {
      public Granted {
        requireNonNull(path, "path is null");
      }
    }

    record Refused(Failure failure) implements Access {
      public Refused {
        requireNonNull(failure, "failure is null");
      }
    }
  }

  /**
   * Grants the folders of an agent, in virtual paths, and the attachments of a task.
   *
   * @param artifacts the folder of the task's artifacts
   * @throws IOException when a folder can't be looked at
   */
  public static PathGrants of(
      Path workspace, List<String> folders, List<Attachment> attachments, Path artifacts)
      throws IOException {
    Path root = workspace.toAbsolutePath().normalize();
    List<StraightPath> writable = new ArrayList<>();
    for (String folder : folders) {
      Path named = within(root, folder);
      StraightPath real = named.startsWith(root) ? below(root, named) : null;
      if (real != null) {
        writable.add(real);
      }
    }
    List<StraightPath> readable = new ArrayList<>();
    for (Attachment attachment : attachments) {
      StraightPath attached = attached(root, attachment);
      if (attached != null) {
        readable.add(attached);
        StraightPath description = description(attached);
        if (description.id() != null) {
          readable.add(description);
        }
      }
    }
    return new PathGrants(
        root,
        writable.stream().distinct().toList(),
        readable.stream().distinct().toList(),
        real(artifacts.toAbsolutePath().normalize()));
  }

  /** The workspace's folder, absolute. */
  public Path workspace() {
    return workspace;
  }

  /** The real paths of the agent's folders, which its skills may read and write. */
  public List<Path> folders() {
    return folders.stream().map(StraightPath::path).toList();
  }

  /** The real paths of what is attached to the task, which skills may read. */
  public List<Path> attachments() {
    return attachments.stream().map(StraightPath::path).toList();
  }

  /** The real paths of all folders and files that are granted, without the artifacts. */
  public List<Path> paths() {
    return Stream.concat(folders.stream(), attachments.stream())
        .map(StraightPath::path)
        .distinct()
        .toList();
  }

  /** Which of the folders there are, with device and number, links not followed. */
  public Map<Path, String> pinnedFolders() {
    return pinned(folders);
  }

  /** Which of the attachments there are, with device and number, links not followed. */
  public Map<Path, String> pinnedAttachments() {
    return pinned(attachments);
  }

  private static Map<Path, String> pinned(List<StraightPath> paths) {
    Map<Path, String> pinned = new LinkedHashMap<>();
    for (StraightPath path : paths) {
      String id = path.id();
      if (id != null) {
        pinned.put(path.path(), id);
      }
    }
    return pinned;
  }

  /**
   * Opens a file that {@link #read} has granted; a link that has come between the two is not
   * followed.
   */
  public InputStream open(Path granted) throws IOException {
    Path base =
        Stream.concat(folders.stream(), attachments.stream())
            .filter(path -> granted.startsWith(path.path()))
            .map(StraightPath::base)
            .findFirst()
            .orElse(artifacts);
    return new StraightPath(base, granted).open();
  }

  /** Looks up a file by its virtual or absolute path. */
  public Access read(String path) {
    try {
      Path named = named(path);
      if (named == null) {
        return refused(FailureCode.FORBIDDEN_PATH, path + " does not begin with " + ROOT + "/");
      }
      Path real = real(named);
      if (!real.startsWith(artifacts) && paths().stream().noneMatch(real::startsWith)) {
        return refused(
            FailureCode.FORBIDDEN_PATH,
            path + " is not an attachment of the task and not in a folder granted to the agent");
      }
      return Files.exists(real)
          ? new Access.Granted(real)
          : refused(FailureCode.FILE_NOT_FOUND, path + " does not exist");
    } catch (InvalidPathException e) {
      return refused(FailureCode.BAD_INPUT, "no path: " + e.getReason());
    } catch (IOException e) {
      return refused(FailureCode.INTERNAL, "cannot look at " + path + ": " + e.getMessage());
    }
  }

  private @Nullable Path named(String path) {
    if (path.startsWith(ROOT + "/") || path.startsWith(ROOT.substring(1) + "/")) {
      return within(workspace, path);
    }
    Path plain = Path.of(path);
    return plain.isAbsolute() ? plain.normalize() : null;
  }

  /** With a dot before it, since what follows may begin with another slash. */
  private static Path within(Path root, String virtual) {
    return root.resolve("./" + virtual.substring(virtual.indexOf('/', 1) + 1)).normalize();
  }

  /**
   * An attachment is granted as the file that its virtual path names. The folder below the
   * workspace may be a link, which is its operator's business; nothing below it may lead out.
   */
  private static @Nullable StraightPath attached(Path root, Attachment attachment)
      throws IOException {
    Path file = within(root, attachment.path());
    if (!file.startsWith(root) || file.getNameCount() <= root.getNameCount() + 1) {
      return null;
    }
    return below(root, file);
  }

  /**
   * The real path of something below the workspace; null where a link below its first folder, which
   * a skill may have made, leads out of that folder. The first folder itself may be a link of the
   * operator's.
   */
  private static @Nullable StraightPath below(Path root, Path named) throws IOException {
    if (named.getNameCount() <= root.getNameCount()) {
      return null;
    }
    Path top = real(root.resolve(named.getName(root.getNameCount())));
    Path real = real(named);
    return real.startsWith(top) ? new StraightPath(top, real) : null;
  }

  /** A data set's description belongs to it, as the Frictionless standard has it. */
  private static StraightPath description(StraightPath attached) {
    return new StraightPath(attached.base(), attached.path().resolveSibling("datapackage.json"));
  }

  /** The real path of what exists of it, and the rest as it is. */
  private static Path real(Path path) throws IOException {
    for (Path folder = path; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder)) {
        return folder.toRealPath().resolve(folder.relativize(path)).normalize();
      }
    }
    return path;
  }

  private static Access refused(FailureCode code, String message) {
    return new Access.Refused(code.failure(message));
  }
}
