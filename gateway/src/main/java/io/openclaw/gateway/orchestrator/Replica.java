package io.openclaw.gateway.orchestrator;

import io.openclaw.gateway.GatewayConfig;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.ws.rs.ProcessingException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** One orchestrator, and whether it could be reached when it was asked last. Thread-safe. */
final class Replica {
  /** So long it comes last; then it may be back. */
  private static final Duration AVOIDED = Duration.ofSeconds(5);

  private final URI address;
  private final OrchestratorClient client;
  private final ExecutorService virtualThreads;
  private volatile long avoidedUntil = System.nanoTime();

  private Replica(URI address, OrchestratorClient client, ExecutorService virtualThreads) {
    this.address = address;
    this.client = client;
    this.virtualThreads = virtualThreads;
  }

  static Replica at(
      URI address, GatewayConfig.Orchestrator settings, ExecutorService virtualThreads) {
    OrchestratorClient client =
        QuarkusRestClientBuilder.newBuilder()
            .baseUri(address)
            .connectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
            .readTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
            .build(OrchestratorClient.class);
    return new Replica(address, client, virtualThreads);
  }

  boolean isAvoided() {
    return avoidedUntil - System.nanoTime() > 0;
  }

  /**
   * @throws ProcessingException where it does not answer, or not in time
   * @throws jakarta.ws.rs.WebApplicationException for an answer that is none of those asked for
   */
  <T> T ask(Function<OrchestratorClient, T> request, Duration patience) {
    Future<T> answer = virtualThreads.submit(() -> request.apply(client));
    try {
      return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw avoidAfter(e.getCause() instanceof RuntimeException known ? known : broken(e));
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw avoidAfter(broken(e));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw broken(e);
    }
  }

  private RuntimeException avoidAfter(RuntimeException failure) {
    if (Unanswered.isOf(failure)) {
      avoidedUntil = System.nanoTime() + AVOIDED.toNanos();
    }
    return failure;
  }

  private ProcessingException broken(Exception cause) {
    return new ProcessingException("no answer from " + address, cause);
  }
}
