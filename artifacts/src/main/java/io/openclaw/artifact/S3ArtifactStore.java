package io.openclaw.artifact;

import io.openclaw.event.StepAttempt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Artifacts as objects of an S3-compatible store, under the same paths as in a file system. An
 * attempt is taken by putting a marker beside its files on the condition that there is none ({@code
 * If-None-Match: *}). The marker holds the taker's name and a word of its own: one that was told
 * "there is one" because the answer to its own first put was lost, finds its word there and knows.
 */
final class S3ArtifactStore implements ArtifactStore {
  /** No attempt is of this number, and no artifact's name begins with a dot. */
  private static final String MARKERS = ".taken";

  private static final String SHA256 = "sha256";
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client client;
  private final S3Errors errors;
  private final String bucket;
  private final String prefix;
  private final Duration patience;

  S3ArtifactStore(ArtifactsConfig.S3 config) {
    this.bucket =
        config
            .bucket()
            .filter(name -> !name.isBlank())
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "openclaw.artifacts.store is s3, and openclaw.artifacts.s3.bucket is not set"));
    this.prefix = config.prefix().filter(text -> !text.isBlank()).map(p -> p + "/").orElse("");
    this.client = S3Clients.open(config);
    this.errors = new S3Errors(config);
    this.patience = config.patience();
  }

  @Override
  public int newestAttempt(UUID taskId, StepAttempt part) throws IOException {
    String markers = markers(taskId, part);
    try {
      return client
          .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(markers))
          .contents()
          .stream()
          .map(marker -> marker.key().substring(markers.length()))
          .mapToInt(AttemptNumber::of)
          .max()
          .orElse(0);
    } catch (SdkException e) {
      throw errors.unavailable("look at the attempts of " + part.stepId(), e);
    }
  }

  @Override
  public boolean take(UUID taskId, StepAttempt attempt, Taker by) throws IOException {
    String marker = marker(taskId, attempt);
    String word = UUID.randomUUID() + "\n" + by.text();
    try {
      client.putObject(
          put -> put.bucket(bucket).key(marker).ifNoneMatch("*"), RequestBody.fromString(word));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() != PRECONDITION_FAILED) {
        throw errors.unavailable("take an attempt at " + attempt.stepId(), e);
      }
      return word.equals(read(marker));
    } catch (SdkException e) {
      throw errors.unavailable("take an attempt at " + attempt.stepId(), e);
    }
  }

  @Override
  public Optional<Taker> taker(UUID taskId, StepAttempt attempt) throws IOException {
    String word = read(marker(taskId, attempt));
    return word == null ? Optional.empty() : Taker.parse(word.substring(word.indexOf('\n') + 1));
  }

  @Override
  public void put(ArtifactAddress address, Path file, String mediaType, String sha256)
      throws IOException {
    PutObjectRequest request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(prefix + address.path())
            .contentType(mediaType)
            .metadata(Map.of(SHA256, sha256))
            .build();
    try {
      client.putObject(request, RequestBody.fromFile(file));
    } catch (SdkException e) {
      throw errors.unavailable("store " + address.uri(), e);
    }
  }

  @Override
  public Content open(ArtifactAddress address) throws IOException {
    Download download =
        new Download(prefix + address.path(), address.uri(), "read " + address.uri());
    ResponseInputStream<GetObjectResponse> first = download.from(0);
    GetObjectResponse response = first.response();
    return new Content(
        new S3Content(download, first, patience),
        response.contentLength(),
        response.metadata().get(SHA256));
  }

  @Override
  public List<ArtifactAddress> list(UUID taskId) throws IOException {
    try {
      return client
          .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix + taskId + "/"))
          .contents()
          .stream()
          .map(object -> "artifact:" + object.key().substring(prefix.length()))
          .flatMap(uri -> ArtifactAddress.parse(uri).stream())
          .toList();
    } catch (SdkException e) {
      throw errors.unavailable("list the artifacts of task " + taskId, e);
    }
  }

  @Override
  public void delete(UUID taskId) throws IOException {
    List<String> refused = new ArrayList<>();
    try {
      client
          .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix + taskId + "/"))
          .stream()
          .filter(page -> !page.contents().isEmpty())
          .map(this::delete)
          .forEach(gone -> gone.errors().forEach(error -> refused.add(error.message())));
    } catch (SdkException e) {
      throw errors.unavailable("delete the artifacts of task " + taskId, e);
    }
    if (!refused.isEmpty()) {
      throw new IOException(
          "cannot delete %d artifacts of task %s: %s"
              .formatted(refused.size(), taskId, refused.getFirst()));
    }
  }

  @Override
  public Optional<Path> folder(UUID taskId) {
    return Optional.empty();
  }

  @Override
  public void close() {
    client.close();
  }

  private DeleteObjectsResponse delete(ListObjectsV2Response page) {
    List<ObjectIdentifier> keys =
        page.contents().stream()
            .map(S3Object::key)
            .map(key -> ObjectIdentifier.builder().key(key).build())
            .toList();
    Delete all = Delete.builder().objects(keys).quiet(true).build();
    return client.deleteObjects(request -> request.bucket(bucket).delete(all));
  }

  private @Nullable String read(String marker) throws IOException {
    Download download = new Download(marker, marker, "see who has taken an attempt");
    try (InputStream content = new S3Content(download, download.from(0), patience)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private String marker(UUID taskId, StepAttempt attempt) {
    return markers(taskId, attempt) + attempt.attempt();
  }

  private String markers(UUID taskId, StepAttempt part) {
    ArtifactAddress any = ArtifactAddress.of(taskId, part, "any");
    return prefix + String.join("/", taskId.toString(), any.stepId(), any.agentId(), MARKERS, "");
  }

  /** Gets an object, or the rest of it. */
  private final class Download implements S3Content.Answers {
    private final String key;
    private final String name;
    private final String what;

    /**
     * @param name to say that there is none
     * @param what is tried, to say that it does not work
     */
    Download(String key, String name, String what) {
      this.key = key;
      this.name = name;
      this.what = what;
    }

    @Override
    public ResponseInputStream<GetObjectResponse> from(long position) throws IOException {
      String range = position == 0 ? null : "bytes=" + position + "-";
      try {
        return client.getObject(get -> get.bucket(bucket).key(key).range(range));
      } catch (NoSuchKeyException e) {
        NoSuchFileException missing = new NoSuchFileException(name);
        missing.initCause(e);
        throw missing;
      } catch (SdkException e) {
        throw errors.unavailable(what, e);
      }
    }

    @Override
    public ArtifactsUnavailableException brokenOff(IOException cause) {
      return errors.brokenOff(what, cause);
    }
  }
}
