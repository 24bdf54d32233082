package io.openclaw.worker.artifact;

import io.openclaw.artifact.ArtifactAddress;
import io.openclaw.artifact.ArtifactStore;
import io.openclaw.artifact.ArtifactStore.Content;
import io.openclaw.artifact.FileTree;
import io.openclaw.hash.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Copies of artifacts of a store that is elsewhere, each content once, under its SHA-256. Those
 * that were not used for longest go when there are too many bytes of them. Whoever is given one has
 * it copied, so that nothing done to that file is done to the next one's; and checked, for the
 * folder outlives processes. Thread-safe; any number of workers may share the folder.
 */
final class ArtifactCache {
  private static final int MOST_ADDRESSES = 10_000;

  private final ArtifactStore store;
  private final Path folder;
  private final Path parts;
  private final long limit;

  /** What is written under an address never changes. */
  private final Map<ArtifactAddress, String> contents =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<ArtifactAddress, String> eldest) {
              return size() > MOST_ADDRESSES;
            }
          });

  /**
   * @param parts where what is not there as a whole yet is kept, in the same file system: this
   *     worker's own, cleared when it starts, so that one that is killed leaves nothing for ever
   * @param limit of the copies, in bytes
   */
  ArtifactCache(ArtifactStore store, Path folder, Path parts, long limit) {
    this.store = store;
    this.folder = folder.toAbsolutePath().normalize();
    this.parts = parts.toAbsolutePath().normalize();
    this.limit = limit;
  }

  /**
   * Makes an artifact a file of that path, to be read only.
   *
   * @throws NoSuchFileException where there is no such artifact
   * @throws CorruptArtifactException where it is not as it was stored
   */
  void bring(ArtifactAddress address, Path target) throws IOException {
    WholeFile.write(target, file -> fill(address, file));
  }

  private void fill(ArtifactAddress address, Path file) throws IOException {
    String known = contents.get(address);
    if (known == null || !give(known, file)) {
      fetch(address, file);
    }
  }

  private void fetch(ArtifactAddress address, Path target) throws IOException {
    Files.createDirectories(folder);
    Files.createDirectories(parts);
    Path part = Files.createTempFile(parts, "download-", ".part");
    try {
      String sha256 = download(address, part);
      Files.copy(part, target, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, folder.resolve(sha256), StandardCopyOption.ATOMIC_MOVE);
      contents.put(address, sha256);
    } finally {
      Files.deleteIfExists(part);
    }
    trim();
  }

  private String download(ArtifactAddress address, Path part) throws IOException {
    Sha256 hash = new Sha256();
    try (Content content = store.open(address);
        OutputStream out = Files.newOutputStream(part)) {
      copy(content.stream(), out, hash);
      String actual = hash.hex();
      String expected = content.sha256();
      if (expected != null && !expected.equals(actual)) {
        throw new CorruptArtifactException(address.uri(), "its SHA-256 is " + actual);
      }
      return actual;
    }
  }

  /** False where there is no such copy any more, or it is not what it was. */
  private boolean give(String sha256, Path target) throws IOException {
    Path copy = folder.resolve(sha256);
    Sha256 hash = new Sha256();
    try (InputStream in = Files.newInputStream(copy);
        OutputStream out = Files.newOutputStream(target)) {
      Files.setLastModifiedTime(copy, FileTime.from(Instant.now()));
      copy(in, out, hash);
    } catch (NoSuchFileException e) {
      return false;
    }
    boolean isSound = hash.hex().equals(sha256);
    if (!isSound) {
      Files.deleteIfExists(copy);
    }
    return isSound;
  }

  private static void copy(InputStream in, OutputStream out, Sha256 hash) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      hash.add(buffer, 0, n);
      out.write(buffer, 0, n);
    }
  }

  private synchronized void trim() throws IOException {
    List<Copy> copies;
    try (Stream<Path> files = Files.list(folder)) {
      copies = files.flatMap(Copy::of).sorted().toList();
    }
    long bytes = copies.stream().mapToLong(Copy::bytes).sum();
    for (Copy copy : copies) {
      if (bytes <= limit) {
        return;
      }
      FileTree.delete(copy.file);
      bytes -= copy.bytes;
    }
  }

  /** The one that was not used for longest comes first. */
  private record Copy(Path file, long bytes, FileTime used) implements Comparable<Copy> {

    static Stream<Copy> of(Path file) {
      try {
        return Stream.of(new Copy(file, Files.size(file), Files.getLastModifiedTime(file)));
      } catch (IOException e) {
        // Another worker was faster.
        return Stream.empty();
      }
    }

    @Override
    public int compareTo(Copy other) {
      return used.compareTo(other.used);
    }
  }
}
