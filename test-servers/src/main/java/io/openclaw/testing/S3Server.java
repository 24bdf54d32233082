package io.openclaw.testing;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A SeaweedFS on this machine, which checks signatures and does conditional puts atomically. The
 * worker's identity may not make buckets.
 */
public final class S3Server implements AutoCloseable {
  public static final String BUCKET = "artifacts";
  public static final String KEY = "worker-key";
  public static final String SECRET = "worker-secret-0123456789";
  private static final String ADMIN = "admin-key";
  private static final String ADMIN_SECRET = "admin-secret-0123456789";
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  /** Each names a port that it listens on. */
  private static final String[] OPTIONS = {
    "s3.port",
    "s3.port.grpc",
    "master.port",
    "master.port.grpc",
    "volume.port",
    "volume.port.grpc",
    "filer.port",
    "filer.port.grpc",
    "metricsPort"
  };

  private final Path folder;
  private final List<Integer> ports;
  private Process process;

  private S3Server(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    this.ports = IntStream.range(0, OPTIONS.length).mapToObj(_ -> Ports.free()).toList();
    Files.writeString(folder.resolve("s3.json"), identities());
    this.process = launch();
  }

  /** Starts one with an empty bucket. */
  public static S3Server start() throws IOException, InterruptedException {
    S3Server server = new S3Server(Files.createTempDirectory("seaweedfs-"));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    return server;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + s3Port());
  }

  public int s3Port() {
    return ports.getFirst();
  }

  /** A file with credentials, as {@code AWS_SHARED_CREDENTIALS_FILE} names one. */
  public static Path credentials(Path file, String secret) throws IOException {
    return Files.writeString(
        file,
        """
        [default]
        aws_access_key_id = %s
        aws_secret_access_key = %s
        """
            .formatted(KEY, secret));
  }

  /** Puts an object into the bucket. */
  public void put(String key, String content) {
    try (S3Client admin = admin()) {
      admin.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(content));
    }
  }

  /** As a power cut would. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** With all that it had. */
  public void restart() throws IOException, InterruptedException {
    process = launch();
  }

  @Override
  public void close() {
    kill();
  }

  /** It answers some time before it can store anything. */
  private boolean stores() {
    try (S3Client admin = admin()) {
      if (admin.listBuckets().buckets().stream().noneMatch(one -> one.name().equals(BUCKET))) {
        admin.createBucket(bucket -> bucket.bucket(BUCKET));
      }
      admin.putObject(put -> put.bucket(BUCKET).key("probe"), RequestBody.fromString("probe"));
      return true;
    } catch (SdkException e) {
      return false;
    }
  }

  private S3Client admin() {
    return S3Client.builder()
        .endpointOverride(endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .httpClient(UrlConnectionHttpClient.create())
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(ADMIN, ADMIN_SECRET)))
        .build();
  }

  private Process launch() throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(
            List.of(
                SeaweedBinary.get().toString(),
                "server",
                "-dir=" + folder,
                "-ip=127.0.0.1",
                "-ip.bind=127.0.0.1",
                "-volume.max=10",
                "-master.volumeSizeLimitMB=64",
                "-master.telemetry=false",
                "-filer",
                "-s3",
                "-s3.config=" + folder.resolve("s3.json"),
                "-s3.port.iceberg=0",
                "-s3.port.lance=0"));
    for (int i = 0; i < OPTIONS.length; i++) {
      line.add("-" + OPTIONS[i] + "=" + ports.get(i));
    }
    Process started =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("weed.log").toFile()))
            .start();
    awaitAnswer(started);
    return started;
  }

  private void awaitAnswer(Process started) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE;
    while (!answers() || !stores()) {
      if (System.nanoTime() > deadline || started.waitFor(50, TimeUnit.MILLISECONDS)) {
        throw new IOException("the S3 server does not start; see " + folder.resolve("weed.log"));
      }
    }
  }

  private boolean answers() {
    try {
      HttpURLConnection connection = (HttpURLConnection) endpoint().toURL().openConnection();
      return connection.getResponseCode() == HttpURLConnection.HTTP_FORBIDDEN;
    } catch (IOException e) {
      return false;
    }
  }

  private static String identities() {
    return """
    {"identities": [
      {"name": "admin", "actions": ["Admin", "Read", "Write", "List"],
       "credentials": [{"accessKey": "%s", "secretKey": "%s"}]},
      {"name": "worker", "actions": ["Read", "Write", "List"],
       "credentials": [{"accessKey": "%s", "secretKey": "%s"}]}]}
    """
        .formatted(ADMIN, ADMIN_SECRET, KEY, SECRET);
  }
}
