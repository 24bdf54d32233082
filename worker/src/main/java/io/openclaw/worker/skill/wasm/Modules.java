package io.openclaw.worker.skill.wasm;

import io.openclaw.hash.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmEngineException;
import run.endive.wasm.WasmModule;

/**
 * Parsed modules by their content, the latest ones, and which content a file had when it was last
 * looked at. Thread-safe; a module that two calls need at once may be parsed twice.
 */
final class Modules {
  /** Parsed, a module takes some fifty times as much. */
  private static final long MOST_BYTES = 16L << 20;

  private static final int MOST_FILES = 1_000;

  private final SequencedMap<String, Loaded> modules = new LinkedHashMap<>(16, 0.75f, true);
  private final SequencedMap<Path, Seen> files = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * A module that was looked at.
   *
   * @param fault why it cannot be a handler; null: it can
   */
  record Loaded(@Nullable WasmModule module, @Nullable String fault, long bytes) {}

  /** A file as it was; another edit has another time or size, or is another file. */
  private record Seen(long size, long modified, @Nullable Object key, String hash) {
    boolean is(BasicFileAttributes now) {
      return size == now.size()
          && modified == now.lastModifiedTime().to(TimeUnit.NANOSECONDS)
          && Objects.equals(key, now.fileKey());
    }
  }

  Loaded get(Path file) throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    Loaded known = find(file, now);
    if (known != null) {
      return known;
    }
    byte[] content = Files.readAllBytes(file);
    String hash = new Sha256().add(content).hex();
    Loaded loaded = find(hash);
    if (loaded == null) {
      loaded = load(content);
    }
    keep(
        file,
        new Seen(now.size(), now.lastModifiedTime().to(TimeUnit.NANOSECONDS), now.fileKey(), hash),
        loaded);
    return loaded;
  }

  private static Loaded load(byte[] content) {
    try {
      WasmModule module = Parser.parse(content);
      return new Loaded(module, ModuleCheck.fault(module), content.length);
    } catch (WasmEngineException e) {
      return new Loaded(null, "it is no sound module: " + e.getMessage(), content.length);
    }
  }

  private synchronized @Nullable Loaded find(Path file, BasicFileAttributes now) {
    Seen seen = files.get(file);
    return seen != null && seen.is(now) ? modules.get(seen.hash()) : null;
  }

  private synchronized @Nullable Loaded find(String hash) {
    return modules.get(hash);
  }

  /** The oldest ones make room; the newest one stays, however large. */
  private synchronized void keep(Path file, Seen seen, Loaded loaded) {
    Loaded before = modules.put(seen.hash(), loaded);
    bytes += loaded.bytes() - (before == null ? 0 : before.bytes());
    while (bytes > MOST_BYTES && modules.size() > 1) {
      bytes -= modules.pollFirstEntry().getValue().bytes();
    }
    files.put(file, seen);
    if (files.size() > MOST_FILES) {
      files.pollFirstEntry();
    }
  }
}
