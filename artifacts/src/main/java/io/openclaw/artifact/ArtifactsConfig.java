package io.openclaw.artifact;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where artifacts are kept; the same for all services. */
public interface ArtifactsConfig {

  @WithDefault("file")
  Kind store();

  S3 s3();

  enum Kind {
    /** In {@code artifacts} below the data folder. */
    FILE,
    S3
  }

  /**
   * An S3-compatible store with conditional puts ({@code If-None-Match}). Its credentials are in
   * the environment ({@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY}, perhaps {@code
   * AWS_SESSION_TOKEN}), or in a file that {@code AWS_SHARED_CREDENTIALS_FILE} names and that is
   * read again when it changes.
   */
  interface S3 {

    /** It has to exist. */
    Optional<String> bucket();

    /** Before every key, without a slash at its end. */
    Optional<String> prefix();

    /** Of the server; without it, Amazon's of the region. */
    Optional<URI> endpoint();

    @WithDefault("us-east-1")
    String region();

    /** Whether the bucket is named in the path, not in the host; most servers but Amazon's. */
    @WithDefault("false")
    boolean pathStyle();

    /** How long one operation is tried while the server is away. */
    @WithDefault("30s")
    Duration patience();
  }
}
