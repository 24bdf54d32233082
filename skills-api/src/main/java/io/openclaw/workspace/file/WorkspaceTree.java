package io.openclaw.workspace.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the folders of a workspace that hold its files, as of one moment. Two of the same
 * root are equal as long as no file was written, added or taken away. Hidden files do not belong to
 * it, nor does what a skill's tests and interpreters leave behind. Immutable.
 */
public final class WorkspaceTree {
  /** Of the workspace; others hold data, which may be large and changes while agents work. */
  private static final List<String> FOLDERS = List.of("agents", "orchestrator", "skills");

  private static final int MAX_DEPTH = 10;

  /** What is at a path. */
  enum Kind {
    FILE,
    FOLDER,
    /** A symbolic link to a place outside the workspace. */
    ESCAPING_LINK,
    /** Neither, or gone since its folder was listed, or a link to nothing. */
    OTHER,
    /** A folder that cannot be listed or entered, or a link through one. */
    CLOSED
  }

  /**
   * @param size in bytes
   * @param key the file system's own; changes when another file takes the place of this one
   */
  record Entry(Kind kind, boolean link, long size, FileTime modified, @Nullable Object key) {
    private static final FileTime NEVER = FileTime.fromMillis(0);

    static Entry of(Kind kind) {
      return new Entry(kind, false, 0, NEVER, null);
    }
  }

  private final Path root;
  private final boolean isThere;
  private final Map<String, Entry> entries = new TreeMap<>();
  private final Map<String, List<String>> names = new HashMap<>();

  private WorkspaceTree(Path root) {
    this.root = root;
    this.isThere = Files.isDirectory(root);
  }

  /**
   * Blocks while it looks.
   *
   * @param root its real path; nothing is found where there is no such folder
   */
  public static WorkspaceTree scan(Path root) {
    WorkspaceTree tree = new WorkspaceTree(root);
    for (String folder : FOLDERS) {
      if (Files.exists(root.resolve(folder), LinkOption.NOFOLLOW_LINKS)) {
        tree.addTop(folder);
      }
    }
    return tree;
  }

  /** What is there; null where nothing is. */
  @Nullable Entry at(String path) {
    return entries.get(path);
  }

  /** Names in a folder, sorted; none where there is no such folder. */
  List<String> names(String folder) {
    return names.getOrDefault(folder, List.of());
  }

  /** The first path, in order, at which the other one has something else; null: none. */
  @Nullable String firstDifference(WorkspaceTree other) {
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      if (!entry.getValue().equals(other.entries.get(entry.getKey()))) {
        return entry.getKey();
      }
    }
    return other.entries.keySet().stream()
        .filter(path -> !entries.containsKey(path))
        .findFirst()
        .orElse(null);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WorkspaceTree tree
        && root.equals(tree.root)
        && isThere == tree.isThere
        && entries.equals(tree.entries);
  }

  @Override
  public int hashCode() {
    return Objects.hash(root, isThere, entries);
  }

  private void addTop(String folder) {
    try {
      add(folder, root.resolve(folder), 1);
    } catch (AccessDeniedException e) {
      entries.put(folder, Entry.of(Kind.CLOSED));
    }
  }

  /**
   * Looks at what is in a folder.
   *
   * @throws AccessDeniedException if the folder that it is in cannot be entered
   */
  private void add(String name, Path path, int depth) throws AccessDeniedException {
    Entry entry = look(path);
    if (entry.kind() == Kind.FOLDER) {
      entry = list(name, path, depth) ? Entry.of(Kind.FOLDER) : Entry.of(Kind.CLOSED);
    }
    entries.put(name, entry);
  }

  private Entry look(Path path) throws AccessDeniedException {
    try {
      BasicFileAttributes found =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return found.isSymbolicLink() ? follow(path) : entry(found, false);
    } catch (AccessDeniedException e) {
      throw e;
    } catch (IOException e) {
      return Entry.of(Kind.OTHER);
    }
  }

  private Entry follow(Path link) throws IOException {
    try {
      return link.toRealPath().startsWith(root)
          ? entry(Files.readAttributes(link, BasicFileAttributes.class), true)
          : Entry.of(Kind.ESCAPING_LINK);
    } catch (AccessDeniedException e) {
      return Entry.of(Kind.CLOSED);
    }
  }

  private static Entry entry(BasicFileAttributes found, boolean link) {
    return new Entry(kind(found), link, found.size(), found.lastModifiedTime(), found.fileKey());
  }

  private static Kind kind(BasicFileAttributes found) {
    return found.isDirectory() ? Kind.FOLDER : found.isRegularFile() ? Kind.FILE : Kind.OTHER;
  }

  private boolean list(String name, Path path, int depth) {
    List<String> inside = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
      for (Path child : children) {
        String childName = String.valueOf(child.getFileName());
        if (depth < MAX_DEPTH && !childName.startsWith(".") && !childName.equals("__pycache__")) {
          inside.add(childName);
          add(name + "/" + childName, child, depth + 1);
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      return false;
    }
    inside.sort(null);
    names.put(name, inside);
    return true;
  }
}
