package io.openclaw.worker.skill.wasm;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Feature;
import com.google.common.jimfs.Jimfs;
import io.openclaw.artifact.ArtifactAddress;
import io.openclaw.worker.artifact.AttemptArtifacts.Announced;
import io.openclaw.worker.grant.PathGrants;
import io.openclaw.worker.skill.SkillCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * The files that a module sees: a file system in memory, without links, that has copies of the
 * files that the call's inputs name, under their own paths, and the folder for artifacts. No path
 * of the machine can be reached from it, whatever anybody does to the machine's files meanwhile.
 */
final class GuestFiles implements AutoCloseable {
  private static final int BLOCK = 8 * 1024;

  /** There is no room for what the call names. */
  static final class Full extends IOException {
    private static final long serialVersionUID = 1L;

    private Full(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private final SkillCall call;
  private final FileSystem files;

  private GuestFiles(SkillCall call, FileSystem files) {
    this.call = call;
    this.files = files;
  }

  /**
   * Copies what the call names.
   *
   * @param mostBytes of all files together; beyond that, writing fails
   * @throws Full where the files are larger
   * @throws IOException where they cannot be read
   */
  static GuestFiles of(SkillCall call, long mostBytes) throws IOException {
    Configuration plain =
        Configuration.unix().toBuilder()
            .setWorkingDirectory("/")
            .setSupportedFeatures(Feature.FILE_CHANNEL)
            .setAttributeViews("unix")
            .setBlockSize(BLOCK)
            .setMaxSize(mostBytes)
            .build();
    GuestFiles guest = new GuestFiles(call, Jimfs.newFileSystem(plain));
    try {
      Files.createDirectories(guest.path(call.artifactsDir()));
      guest.copyAll(call.inputs());
    } catch (IOException | RuntimeException e) {
      guest.close();
      throw e;
    }
    return guest;
  }

  Path root() {
    return files.getPath("/");
  }

  /** Takes over what the module has announced; what it has not written is found missing later. */
  void handOver(List<Announced> artifacts) throws IOException {
    for (Announced artifact : artifacts) {
      if (ArtifactAddress.isPlain(artifact.name())) {
        Path written = path(call.artifactsDir()).resolve(artifact.name());
        if (Files.isRegularFile(written)) {
          Files.copy(written, call.artifactsDir().resolve(artifact.name()));
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  private void copyAll(JsonNode value) throws IOException {
    if (value.isTextual() && value.textValue().startsWith("/")) {
      copy(value.textValue());
    }
    for (JsonNode child : value) {
      copyAll(child);
    }
  }

  /** A text that only looks like a granted file costs a copy. */
  private void copy(String text) throws IOException {
    if (call.scope().grants().read(text) instanceof PathGrants.Access.Granted(Path granted)
        && Files.isRegularFile(granted, LinkOption.NOFOLLOW_LINKS)) {
      Path copy = files.getPath(text).normalize();
      if (!Files.exists(copy)) {
        Files.createDirectories(copy.getParent());
        copy(granted, copy);
      }
    }
  }

  private void copy(Path granted, Path copy) throws IOException {
    try (InputStream content = call.scope().grants().open(granted);
        OutputStream room = Files.newOutputStream(copy)) {
      byte[] buffer = new byte[BLOCK];
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        write(room, buffer, n);
      }
    }
  }

  private static void write(OutputStream room, byte[] bytes, int length) throws Full {
    try {
      room.write(bytes, 0, length);
    } catch (IOException e) {
      throw new Full(e);
    }
  }

  private Path path(Path real) {
    return files.getPath(real.toAbsolutePath().toString());
  }
}
