package io.openclaw.artifact;

import io.openclaw.testing.S3Server;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings of a store. */
record S3Setup(Optional<String> bucket, Optional<URI> endpoint, Duration patience)
    implements ArtifactsConfig.S3 {

  static S3Setup of(URI endpoint, Duration patience) {
    return new S3Setup(Optional.of(S3Server.BUCKET), Optional.of(endpoint), patience);
  }

  S3Setup withBucket(String name) {
    return new S3Setup(Optional.of(name), endpoint, patience);
  }

  @Override
  public Optional<String> prefix() {
    return Optional.of("openclaw/tasks");
  }

  @Override
  public String region() {
    return "us-east-1";
  }

  @Override
  public boolean pathStyle() {
    return true;
  }
}
