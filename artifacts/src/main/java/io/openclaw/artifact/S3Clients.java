package io.openclaw.artifact;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFileSupplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Opens the client; it connects when it is used. */
final class S3Clients {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  /** Without a byte; an upload or download that moves is never too slow. */
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  /** Between tries. */
  static final BackoffStrategy PAUSES =
      BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE);

  private static final String CONFLICT = "ConditionalRequestConflict";

  private S3Clients() {}

  static S3Client open(ArtifactsConfig.S3 config) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(config.region()))
            .forcePathStyle(config.pathStyle())
            .credentialsProvider(credentials())
            .httpClient(http())
            // Many a server does not know the newer checksums; TLS and our SHA-256 see the same.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(patient(config.patience()));
    config.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private static SdkHttpClient http() {
    return new CheckedHttpClient(
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(SILENCE)
            .build());
  }

  /** What passes is tried again until the time is over; what is refused is not. */
  private static ClientOverrideConfiguration patient(Duration patience) {
    StandardRetryStrategy retries =
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(attempts(patience))
            .backoffStrategy(PAUSES)
            .retryOnException(S3Clients::isConflict)
            .circuitBreakerEnabled(false)
            .build();
    return ClientOverrideConfiguration.builder().retryStrategy(retries).build();
  }

  /** Another request for the same object was under way; nothing is done. */
  private static boolean isConflict(Throwable failure) {
    return failure instanceof S3Exception answer
        && answer.awsErrorDetails() != null
        && CONFLICT.equals(answer.awsErrorDetails().errorCode());
  }

  /** So many that their pauses fill the time; the pauses are jittered to a half on average. */
  private static int attempts(Duration patience) {
    int attempts = 1;
    Duration pause = FIRST_PAUSE;
    for (Duration waited = Duration.ZERO; waited.compareTo(patience) < 0; attempts++) {
      waited = waited.plus(pause.dividedBy(2));
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
    return attempts;
  }

  private static AwsCredentialsProvider credentials() {
    return AwsCredentialsProviderChain.builder()
        .credentialsProviders(
            EnvironmentVariableCredentialsProvider.create(),
            ProfileCredentialsProvider.builder()
                .profileFile(ProfileFileSupplier.defaultSupplier())
                .build())
        .reuseLastProviderEnabled(false)
        .build();
  }
}
