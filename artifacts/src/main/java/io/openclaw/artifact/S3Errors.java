package io.openclaw.artifact;

import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says what is wrong with the store, and how to mend it. */
final class S3Errors {
  private final String place;

  S3Errors(ArtifactsConfig.S3 config) {
    this.place =
        "the artifact store (bucket %s%s)"
            .formatted(
                config.bucket().orElse(""),
                config.endpoint().map(endpoint -> " at " + endpoint).orElse(""));
  }

  /**
   * @param what was tried: {@code store artifact:…}
   */
  ArtifactsUnavailableException unavailable(String what, SdkException cause) {
    return new ArtifactsUnavailableException(
        "cannot %s: %s %s".formatted(what, place, reason(cause)), cause);
  }

  /** The answer had begun, and was not to be had as a whole. */
  ArtifactsUnavailableException brokenOff(String what, IOException cause) {
    return new ArtifactsUnavailableException(
        "cannot %s: %s breaks off its answers: %s".formatted(what, place, cause.getMessage()),
        cause);
  }

  private static String reason(SdkException cause) {
    if (!(cause instanceof S3Exception answer)) {
      return isWithoutCredentials(cause)
          ? "needs credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or"
              + " AWS_SHARED_CREDENTIALS_FILE"
          : "cannot be reached: " + cause.getMessage();
    }
    AwsErrorDetails details = answer.awsErrorDetails();
    String code = details == null ? "" : details.errorCode();
    if ("NoSuchBucket".equals(code)) {
      return "has no such bucket: make it, or correct openclaw.artifacts.s3.bucket";
    }
    return answer.statusCode() == 403 || answer.statusCode() == 401
        ? ("refuses access (%s): openclaw.artifacts.s3.bucket has to name a bucket that is there, and"
                + " the credentials have to be right and allowed to list, read, write and delete in it")
            .formatted(code)
        : "answers %d %s".formatted(answer.statusCode(), code);
  }

  private static boolean isWithoutCredentials(SdkException cause) {
    return String.valueOf(cause.getMessage()).startsWith("Unable to load credentials");
  }
}
