package io.openclaw.worker.grant;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Attachment;
import io.openclaw.event.Failure;
import io.openclaw.worker.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that one step may read: its task's attachments, its agent's folders and its task's
 * artifacts. Links are followed before the comparison, so that none leads out. Immutable.
 */
public final class PathGrants {
  private static final String ROOT = "/workspace";

  private final Path workspace;
  private final List<Path> folders;
  private final List<Path> attachments;
  private final Path artifacts;

  private PathGrants(Path workspace, List<Path> folders, List<Path> attachments, Path artifacts) {
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
    List<Path> writable = new ArrayList<>();
    for (String folder : folders) {
      Path named = within(root, folder);
      Path real = named.startsWith(root) ? below(root, named) : null;
      if (real != null) {
        writable.add(real);
      }
    }
    List<Path> readable = new ArrayList<>();
    for (Attachment attachment : attachments) {
      Path attached = attached(root, attachment);
      if (attached != null) {
        readable.add(attached);
        description(attached).ifPresent(readable::add);
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
    return folders;
  }

  /** The real paths of what is attached to the task, which skills may read. */
  public List<Path> attachments() {
    return attachments;
  }

  /** The real paths of all folders and files that are granted, without the artifacts. */
  public List<Path> paths() {
    return Stream.concat(folders.stream(), attachments.stream()).distinct().toList();
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
  private static @Nullable Path attached(Path root, Attachment attachment) throws IOException {
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
  private static @Nullable Path below(Path root, Path named) throws IOException {
    if (named.getNameCount() <= root.getNameCount()) {
      return null;
    }
    Path top = real(root.resolve(named.getName(root.getNameCount())));
    Path real = real(named);
    return real.startsWith(top) ? real : null;
  }

  /** A data set's description belongs to it, as the Frictionless standard has it. */
  private static Optional<Path> description(Path attached) {
    Path description = attached.resolveSibling("datapackage.json");
    return Files.isRegularFile(description, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(description)
        : Optional.empty();
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
