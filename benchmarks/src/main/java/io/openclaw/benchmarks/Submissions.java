package io.openclaw.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** Submits the same request again and again over HTTP, without waiting for its task. */
final class Submissions implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpRequest request;

  /**
   * @param body JSON
   */
  Submissions(URI gateway, String token, String body) {
    this.request =
        HttpRequest.newBuilder(gateway.resolve("/v1/tasks"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
  }

  /** Whether it was taken. */
  CompletableFuture<Boolean> submit() {
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .handle((response, failure) -> failure == null && response.statusCode() == 202);
  }

  @Override
  public void close() {
    client.close();
  }
}
