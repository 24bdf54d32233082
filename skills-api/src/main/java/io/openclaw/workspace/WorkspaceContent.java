package io.openclaw.workspace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
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
        files.values().parallelStream().map(content -> sha256().digest(content)).toList();
    MessageDigest version = sha256();
    Iterator<byte[]> digest = digests.iterator();
    for (String file : files.keySet()) {
      version.update(file.getBytes(StandardCharsets.UTF_8));
      version.update((byte) 0);
      version.update(digest.next());
    }
    return HexFormat.of().formatHex(version.digest()).substring(0, VERSION_DIGITS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
