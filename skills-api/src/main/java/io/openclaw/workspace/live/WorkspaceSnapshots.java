package io.openclaw.workspace.live;

import static java.util.Objects.requireNonNull;

import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.LoadResult.Loaded;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.WorkspaceContent;
import io.openclaw.workspace.load.WorkspaceLoader;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Versions of a workspace on disk, each in a folder of its own that no edit touches, so that what
 * runs on one goes on as it began. Several processes may share the folder.
 *
 * <p>Safe for several threads. Blocks while it reads and writes.
 */
public final class WorkspaceSnapshots {
  private static final Pattern VERSION = Pattern.compile("[0-9a-f]{16}");

  /** How files begin that the kernel can start: scripts, and what was compiled. */
  private static final List<byte[]> PROGRAM_STARTS =
      List.of(new byte[] {'#', '!'}, new byte[] {0x7f, 'E', 'L', 'F'});

  private final Path folder;
  private final Path data;
  private final Source source;
  private final Map<String, Workspace> loaded = new ConcurrentHashMap<>();

  /** Where a version comes from that is not on disk. */
  @FunctionalInterface
  public interface Source {
    /**
     * Gets a version; null where nobody has it any more.
     *
     * @throws IOException where that cannot be found out now
     */
    @Nullable WorkspaceContent find(String version) throws IOException, InterruptedException;
  }

  /**
   * Uses a folder, which need not exist.
   *
   * @param data what {@code /workspace/…} means in permissions and requests
   */
  public WorkspaceSnapshots(Path folder, Path data, Source source) {
    this.folder = requireNonNull(folder, "folder is null");
    this.data = requireNonNull(data, "data is null");
    this.source = requireNonNull(source, "source is null");
  }

  /** A version that was read elsewhere, with its files here. */
  public Workspace keep(WorkspaceContent content) throws IOException {
    String version = content.version();
    Workspace known = known(version);
    return known == null ? load(version, content) : known;
  }

  /**
   * A version by its name; null where nobody has it any more.
   *
   * @throws IOException where that cannot be found out now
   */
  public @Nullable Workspace find(String version) throws IOException, InterruptedException {
    if (!VERSION.matcher(version).matches()) {
      return null;
    }
    Workspace known = known(version);
    if (known != null) {
      return known;
    }
    Workspace onDisk = load(version);
    if (onDisk != null) {
      return onDisk;
    }
    WorkspaceContent content = source.find(version);
    return content == null || !content.version().equals(version) ? null : load(version, content);
  }

  /** Of those on disk, the one that a process used last; null where there is none. */
  public @Nullable Loaded latest() throws IOException {
    for (String version : byUse()) {
      Loaded onDisk = read(version);
      if (onDisk != null) {
        return onDisk;
      }
    }
    return null;
  }

  private List<String> byUse() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    Map<String, FileTime> used = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> used.put(String.valueOf(file.getFileName()), lastUse(file)));
    }
    return used.entrySet().stream()
        .filter(version -> VERSION.matcher(version.getKey()).matches())
        .sorted(Map.Entry.<String, FileTime>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static FileTime lastUse(Path version) {
    try {
      return Files.getLastModifiedTime(version);
    } catch (IOException e) {
      // Another process removes it.
      return FileTime.fromMillis(0);
    }
  }

  /**
   * Removes from the disk what no process has used for so long, and from memory all but these
   * versions, which stay in any case.
   */
  public void forget(Duration unused, List<String> inUse) throws IOException {
    loaded.keySet().retainAll(inUse);
    if (!Files.isDirectory(folder)) {
      return;
    }
    Instant limit = Instant.now().minus(unused);
    try (Stream<Path> versions = Files.list(folder)) {
      for (Path version : versions.toList()) {
        if (!inUse.contains(String.valueOf(version.getFileName()))) {
          deleteIfOlder(version, limit);
        }
      }
    }
  }

  private static void deleteIfOlder(Path version, Instant limit) throws IOException {
    try {
      if (Files.getLastModifiedTime(version).toInstant().isBefore(limit)) {
        delete(version);
      }
    } catch (NoSuchFileException e) {
      // Another process removes it too.
    }
  }

  /** One that was read before, and whose files nobody has removed since. */
  private @Nullable Workspace known(String version) throws IOException {
    Workspace known = loaded.get(version);
    if (known == null) {
      return null;
    }
    try {
      touch(version);
      return known;
    } catch (NoSuchFileException e) {
      loaded.remove(version);
      return null;
    }
  }

  /** Tells all processes that it is in use. */
  private void touch(String version) throws IOException {
    Files.setLastModifiedTime(folder.resolve(version), FileTime.from(Instant.now()));
  }

  private Workspace load(String version, WorkspaceContent content) throws IOException {
    Workspace workspace = load(version);
    if (workspace == null) {
      write(version, content);
      workspace = load(version);
    }
    if (workspace == null) {
      throw new IOException("version " + version + " cannot be read back from " + folder);
    }
    return workspace;
  }

  private @Nullable Workspace load(String version) throws IOException {
    Loaded onDisk = read(version);
    return onDisk == null ? null : onDisk.workspace();
  }

  /** Null where it is not there, or is not what it was. */
  private @Nullable Loaded read(String version) throws IOException {
    Path root = folder.resolve(version);
    if (!Files.isDirectory(root)) {
      return null;
    }
    LoadResult result = WorkspaceLoader.load(root, data);
    if (result instanceof Loaded read && read.workspace().version().equals(version)) {
      touch(version);
      loaded.put(version, read.workspace());
      return read;
    }
    delete(root);
    return null;
  }

  /** In another place first: what has the version's name is whole. */
  private void write(String version, WorkspaceContent content) throws IOException {
    Files.createDirectories(folder);
    Path unfinished = Files.createTempDirectory(folder, "." + version);
    try {
      for (var file : content.files().entrySet()) {
        Path path = unfinished.resolve(file.getKey()).normalize();
        if (!path.startsWith(unfinished)) {
          throw new IOException("a file of the version lies elsewhere: " + file.getKey());
        }
        Files.createDirectories(requireNonNull(path.getParent()));
        Files.write(path, file.getValue());
        makeExecutable(path, file.getValue());
      }
      Files.move(unfinished, folder.resolve(version), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      delete(unfinished);
      // Unless another process was faster, with the same content.
      if (!Files.isDirectory(folder.resolve(version))) {
        throw e;
      }
    }
  }

  /** A version has no permissions of files, and a skill's command may be one of them. */
  private static void makeExecutable(Path path, byte[] content) throws IOException {
    boolean isProgram =
        PROGRAM_STARTS.stream()
            .anyMatch(start ->
                content.length >= start.length
                    && Arrays.equals(content, 0, start.length, start, 0, start.length));
    if (isProgram && !path.toFile().setExecutable(true, true)) {
      throw new IOException("cannot make " + path + " executable");
    }
  }

  private static void delete(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
