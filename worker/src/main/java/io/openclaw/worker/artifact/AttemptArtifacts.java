package io.openclaw.worker.artifact;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Artifact;
import io.openclaw.event.Failure;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.file.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of one attempt. A call writes into a folder of its own; what it announced moves to the
 * attempt's folder once the call has worked, so that a call that fails leaves nothing behind. Used
 * by one thread at a time.
 */
public final class AttemptArtifacts {
  private final Path folder;
  private final String uri;
  private final Map<String, Artifact> artifacts = new LinkedHashMap<>();

  AttemptArtifacts(Path folder, String uri) {
    this.folder = folder;
    this.uri = uri;
  }

  /** A file that a call says it has written. Each name at most once. */
  public record Announced(String name, String mediaType) {
    public Announced {
      requireNonNull(name, "name is null");
      requireNonNull(mediaType, "mediaType is null");
    }
  }

  /** A new folder for a call to write to. */
  public Path stage(String callId) throws IOException {
    Path staged = folder.resolve("." + callId);
    FileTree.delete(staged);
    return Files.createDirectories(staged);
  }

  /**
   * Checks what a call announced; null where all of it is there.
   *
   * @param staged as {@link #stage} gave it
   */
  public @Nullable Failure check(Path staged, List<Announced> announced) {
    for (Announced file : announced) {
      if (!ArtifactStore.isPlain(file.name())) {
        return bad(file, "is no plain file name");
      }
      if (!MediaTypes.isOne(file.mediaType())) {
        return bad(file, "has a media type that is no type/subtype");
      }
      if (!Files.isRegularFile(staged.resolve(file.name()), LinkOption.NOFOLLOW_LINKS)) {
        return bad(file, "is no file in the folder for artifacts");
      }
    }
    return null;
  }

  /**
   * Takes over what {@link #check} found in order. Where an earlier call has made a file of that
   * name, this one gets another, since outputs refer to the earlier one's content.
   *
   * @return by the name that the call announced
   */
  public Map<String, Artifact> publish(Path staged, List<Announced> announced) throws IOException {
    Map<String, Artifact> published = new LinkedHashMap<>();
    for (Announced file : announced) {
      String name = unused(file.name());
      Path target = folder.resolve(name);
      Files.move(staged.resolve(file.name()), target, StandardCopyOption.ATOMIC_MOVE);
      Artifact artifact =
          new Artifact(name, uri + name, file.mediaType(), Files.size(target), sha256(target));
      artifacts.put(name, artifact);
      published.put(file.name(), artifact);
    }
    return published;
  }

  /** Removes a call's folder with all that was not published. */
  public void discard(Path staged) throws IOException {
    FileTree.delete(staged);
  }

  /** The artifact of that name, or null. */
  public @Nullable Artifact get(String name) {
    return artifacts.get(name);
  }

  public List<Artifact> all() {
    return List.copyOf(artifacts.values());
  }

  private String unused(String name) {
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String candidate = name;
    for (int n = 2; artifacts.containsKey(candidate); n++) {
      candidate = stem + "-" + n + name.substring(stem.length());
    }
    return candidate;
  }

  private static Failure bad(Announced file, String what) {
    return FailureCode.BAD_OUTPUT.failure("artifact '" + file.name() + "' " + what);
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[64 * 1024];
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
