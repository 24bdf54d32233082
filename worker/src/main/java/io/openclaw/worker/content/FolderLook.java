package io.openclaw.worker.content;

import io.openclaw.workspace.WorkspaceContent;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What can be seen of a skill's files without reading them. Two looks that are equal have seen the
 * same contents: a system call that changes a file, its name or its times sets its time of change,
 * which no call can set.
 *
 * @param files by their path below the folder
 */
public record FolderLook(SortedMap<String, Seen> files) {
  private static final String ATTRIBUTES = "unix:size,lastModifiedTime,ctime,ino,dev,mode";

  /** A file's attributes; its time of change is kept apart. */
  public record Seen(Map<String, Object> attributes, Instant changed) {}

  /**
   * Looks at all files, hidden ones too.
   *
   * @throws IOException where there is a link, or anything else that is no file
   */
  public static FolderLook at(Path folder) throws IOException {
    SortedMap<String, Seen> files = new TreeMap<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String path = folder.relativize(file).toString();
            if (!attributes.isRegularFile()) {
              throw new IOException(path + " is a link, or no file");
            }
            files.put(path, seen(file));
            return FileVisitResult.CONTINUE;
          }
        });
    return new FolderLook(files);
  }

  private static Seen seen(Path file) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(file, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    return attributes.get("ctime") instanceof FileTime changed
        ? new Seen(attributes, changed.toInstant())
        : new Seen(attributes, Instant.MAX);
  }

  /** Whether all was so before a moment, so that a later change has another time. */
  public boolean isOlderThan(Instant moment) {
    return files.values().stream().allMatch(file -> file.changed().isBefore(moment));
  }

  /** Reads the files. */
  public String hash(Path folder) throws IOException {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    for (String file : files.keySet()) {
      contents.put(file, Files.readAllBytes(folder.resolve(file)));
    }
    return new WorkspaceContent(contents).hash();
  }
}
