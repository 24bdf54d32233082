package io.openclaw.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The JDK's client throws some failures of the network unchecked, and only checked ones are tried
 * again. And it takes a connection that ends while it waits to be told to go on for an answer: it
 * does not ask to be told.
 */
final class CheckedHttpClient implements SdkHttpClient {
  private final SdkHttpClient client;

  CheckedHttpClient(SdkHttpClient client) {
    this.client = client;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = client.prepareRequest(withoutExpect(request));
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        try {
          return prepared.call();
        } catch (UncheckedIOException e) {
          throw new IOException(e.getMessage(), e);
        }
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  private static HttpExecuteRequest withoutExpect(HttpExecuteRequest request) {
    HttpExecuteRequest.Builder builder =
        HttpExecuteRequest.builder()
            .request(request.httpRequest().toBuilder().removeHeader("Expect").build());
    request.contentStreamProvider().ifPresent(builder::contentStreamProvider);
    request.metricCollector().ifPresent(builder::metricCollector);
    return builder.build();
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    client.close();
  }
}
