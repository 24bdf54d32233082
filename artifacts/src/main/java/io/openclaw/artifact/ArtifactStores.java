package io.openclaw.artifact;

import java.nio.file.Path;

/** Chooses the store by configuration. */
public final class ArtifactStores {
  private ArtifactStores() {}

  /**
   * Opens the store; nothing is connected to before it is used.
   *
   * @param data the data folder, for artifacts in files
   * @throws IllegalArgumentException where a setting is missing
   */
  public static ArtifactStore open(ArtifactsConfig config, Path data) {
    return switch (config.store()) {
      case FILE -> new FileArtifactStore(data);
      case S3 -> new S3ArtifactStore(config.s3());
    };
  }
}
