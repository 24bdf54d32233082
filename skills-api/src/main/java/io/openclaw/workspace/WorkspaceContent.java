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

  /** Hash of the paths and contents: 16 hexadecimal digits of SHA-256. */
  public String version() {
    List<byte[]> digests =
        files.values().parallelStream().map(content -> Sha256.of(content).bytes()).toList();
    Sha256 version = new Sha256();
    Iterator<byte[]> digest = digests.iterator();
    for (String file : files.keySet()) {
      version.add(file + "\0").add(digest.next());
    }
    return version.hex().substring(0, VERSION_DIGITS);
  }
}
