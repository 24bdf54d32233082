package io.openclaw.local.process;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a service's health page: status 200 means ready. */
public final class HttpHealth {
  private static final int SHOWN = 300;
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private final URI page;

  public HttpHealth(String page) {
    this.page = URI.create(page);
  }

  public Health check() {
    HttpRequest request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
    try {
      HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() == 200) {
        return Health.READY;
      }
      String body = response.body().replaceAll("\\s+", " ").strip();
      return Health.notReady(
          page.getPath()
              + " answers "
              + response.statusCode()
              + ": "
              + body.substring(0, Math.min(SHOWN, body.length())));
    } catch (IOException e) {
      return Health.notReady(page + " does not answer: " + describe(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Health.notReady("interrupted");
    }
  }

  private static String describe(IOException e) {
    if (e instanceof ConnectException) {
      return "connection refused";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
