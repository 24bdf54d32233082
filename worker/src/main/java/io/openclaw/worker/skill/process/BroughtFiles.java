package io.openclaw.worker.skill.process;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.worker.artifact.AttemptArtifacts.Announced;
import io.openclaw.worker.skill.SkillCall;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files of a call that a process which was there before it cannot see where they lie: the
 * task's attachments, and artifacts that the inputs name. Such a process gets copies of them.
 */
record BroughtFiles(Set<Path> files) {
  /** Of more bytes, copying takes as long as starting a process that sees them where they lie. */
  private static final int MOST = 8 << 20;

  BroughtFiles {
    files = Set.copyOf(files);
  }

  /** Empty where there is too much of them, or a whole folder. */
  static Optional<BroughtFiles> of(SkillCall call) throws IOException {
    Set<Path> files = new LinkedHashSet<>(call.scope().grants().attachments());
    addArtifacts(call.inputs(), call.scope().artifacts().readable(), files);
    long size = 0;
    for (Path file : files) {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      size += Files.size(file);
    }
    return size > MOST ? Optional.empty() : Optional.of(new BroughtFiles(files));
  }

  /** Paths got into the inputs when the worker found the artifacts that they refer to. */
  private static void addArtifacts(JsonNode inputs, Path readable, Set<Path> files) {
    if (inputs.isTextual() && inputs.textValue().startsWith(readable + "/")) {
      files.add(Path.of(inputs.textValue()));
    }
    inputs.forEach(value -> addArtifacts(value, readable, files));
  }

  /**
   * Copies them; what lies together stays together.
   *
   * @return the copies, by what they are of
   * @throws IOException where one has changed meanwhile
   */
  Map<Path, Path> copyTo(Path folder) throws IOException {
    Map<Path, Path> folders = new HashMap<>();
    Map<Path, Path> copies = new HashMap<>();
    for (Path file : files) {
      Path beside = folders.get(file.getParent());
      if (beside == null) {
        beside = Files.createDirectory(folder.resolve(Integer.toString(folders.size() + 1)));
        folders.put(file.getParent(), beside);
      }
      Path copy = beside.resolve(file.getFileName());
      Files.write(copy, content(file));
      copies.put(file, copy);
    }
    return copies;
  }

  /** It may have grown, or become a link, since it was looked at. */
  private static byte[] content(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes(MOST + 1);
      if (content.length > MOST) {
        throw new IOException(file.getFileName() + " grows while it is read");
      }
      return content;
    }
  }

  /** Moves what a call announced to where it is expected; what is no file is left. */
  static void take(List<Announced> artifacts, Path from, Path to) throws IOException {
    for (Announced artifact : artifacts) {
      Path file = from.resolve(artifact.name());
      if (from.equals(file.getParent()) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(file, to.resolve(artifact.name()));
      }
    }
  }
}
