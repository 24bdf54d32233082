package io.openclaw.gateway.orchestrator;

import io.openclaw.gateway.GatewayConfig;
import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/**
 * The orchestrators, of which each can answer for all: where one can't be reached, the next one is
 * asked, within the time that one alone would have. Whoever could not be reached comes last for a
 * while, so that not every question waits for it. Thread-safe. Blocks, so it is to be called on
 * virtual threads.
 */
@Startup
@ApplicationScoped
class Orchestrators {
  private final List<Replica> replicas;
  private final Duration timeout;

  Orchestrators(GatewayConfig config, @VirtualThreads ExecutorService virtualThreads) {
    GatewayConfig.Orchestrator settings = config.orchestrator();
    this.timeout = settings.timeout();
    this.replicas =
        settings.urls().stream().map(url -> Replica.at(url, settings, virtualThreads)).toList();
  }

  /**
   * Asks for what changes nothing: also the next one where one has been asked and does not answer,
   * or says that it can't.
   *
   * @param what is asked for, for a person
   */
  <T> T read(String what, Function<OrchestratorClient, T> question) {
    return Answers.ask(what, () -> ask(question, true));
  }

  /** The same for what need not be there. */
  <T> Optional<T> find(String what, Function<OrchestratorClient, T> question) {
    return Answers.find(what, () -> ask(question, true));
  }

  /**
   * Asks for what must not be done twice: the next one where one has heard nothing of it.
   *
   * @param what is asked for, for a person
   */
  <T> T change(String what, Function<OrchestratorClient, T> request) {
    return Answers.ask(what, () -> ask(request, false));
  }

  private <T> T ask(Function<OrchestratorClient, T> request, boolean mayRepeat) {
    long deadline = System.nanoTime() + timeout.toNanos();
    List<Replica> order = order();
    for (int i = 0; ; i++) {
      int left = order.size() - i;
      // Who may be asked again leaves time for that; the last one has all that is left.
      Duration patience =
          Duration.ofNanos(deadline - System.nanoTime()).dividedBy(mayRepeat ? left : 1);
      try {
        return order.get(i).ask(request, patience);
      } catch (RuntimeException e) {
        boolean goesOn = mayRepeat ? Unanswered.isOf(e) : Unanswered.isUnheard(e);
        if (left == 1 || !goesOn || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
    }
  }

  /** As they were given, but for those that could not be reached. */
  private List<Replica> order() {
    return replicas.stream().sorted(Comparator.comparing(Replica::isAvoided)).toList();
  }
}
