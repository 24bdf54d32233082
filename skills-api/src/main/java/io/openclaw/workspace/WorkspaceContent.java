package io.openclaw.workspace;

import io.openclaw.hash.Sha256;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that a workspace was read from: all that it takes to read the same one again. The
 * arrays must not be written to.
 *
 * @param files by path below the workspace, with {@code /}
 */
public record WorkspaceContent(SortedMap<String, byte[]> files) {
  private static final int VERSION_DIGITS = 16;

  public WorkspaceContent {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  public WorkspaceContent(Map<String, byte[]> files) {
    this(new TreeMap<>(files));
  }

  /** The beginning of the {@link #hash}: 16 hexadecimal digits. */
  public String version() {
    return hash().substring(0, VERSION_DIGITS);
  }

  /** What lies below a folder, by its path below that. */
  public WorkspaceContent below(String folder) {
    String prefix = folder + "/";
    SortedMap<String, byte[]> below = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : files.tailMap(prefix).entrySet()) {
      if (!file.getKey().startsWith(prefix)) {
        break;
      }
      below.put(file.getKey().substring(prefix.length()), file.getValue());
    }
    return new WorkspaceContent(below);
  }

  /** SHA-256 of the paths, in their order, and the contents: 64 hexadecimal digits. */
  public String hash() {
    List<byte[]> digests =
        files.values().parallelStream().map(content -> Sha256.of(content).bytes()).toList();
    Sha256 hash = new Sha256();
    Iterator<byte[]> digest = digests.iterator();
    for (String file : files.keySet()) {
      hash.add(file + "\0").add(digest.next());
    }
    return hash.hex();
  }
}
