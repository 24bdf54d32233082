package io.openclaw.gateway.live;

import io.openclaw.event.EventJson;
import io.openclaw.gateway.GatewayConfig;
import io.openclaw.gateway.problem.Problem;
import io.openclaw.gateway.problem.ProblemCode;
import io.openclaw.gateway.problem.ProblemException;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Moves events from a watch to one HTTP response, on a virtual thread of its own, and no faster
 * than the client takes them.
 */
final class SsePump {
  private static final Logger LOG = Logger.getLogger(SsePump.class);
  private static final String KEEP_ALIVE = " keep-alive";

  /** Name of the event that tells a client why its stream ends early. */
  private static final String PROBLEM = "problem";

  private static final long GOODBYE_SECONDS = 5;

  private final RunWatch watch;
  private final MultiEmitter<? super OutboundSseEvent> client;
  private final Sse sse;
  private final GatewayConfig.Live settings;
  private final Runnable cutOff;
  private final Semaphore demand = new Semaphore(0);

  /**
   * @param cutOff ends the connection of a client that does not read, not even its goodbye
   */
  SsePump(
      RunWatch watch,
      MultiEmitter<? super OutboundSseEvent> client,
      Sse sse,
      GatewayConfig.Live settings,
      Runnable cutOff) {
    this.watch = watch;
    this.client = client;
    this.sse = sse;
    this.settings = settings;
    this.cutOff = cutOff;
  }

  void start(ExecutorService virtualThreads) {
    client.onRequest(n -> demand.release(Math.toIntExact(n)));
    // What was asked for before that; nothing more can be until something was sent.
    demand.release(Math.toIntExact(client.requested()));
    Future<?> pump = virtualThreads.submit(this::run);
    client.onTermination(() -> pump.cancel(true));
  }

  private void run() {
    try (watch) {
      while (!watch.isOver()) {
        List<RunEvent> events = watch.next(settings.keepAlive());
        if (events.isEmpty() && !watch.isOver()) {
          send(sse.newEventBuilder().comment(KEEP_ALIVE).build());
        }
        for (RunEvent event : events) {
          send(event(event));
        }
      }
      client.complete();
    } catch (InterruptedException e) {
      // The client has gone; nobody is left to be told.
      LOG.debug("client left its stream");
    } catch (ProblemException e) {
      tell(e);
      client.complete();
    } catch (SlowClientException e) {
      drop();
    } catch (RuntimeException e) {
      LOG.error("stream failed", e);
      tell(ProblemException.of(ProblemCode.INTERNAL, "the stream failed"));
      client.complete();
    }
  }

  private void send(OutboundSseEvent event) throws InterruptedException, SlowClientException {
    if (!demand.tryAcquire(settings.slowClientTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
      throw new SlowClientException();
    }
    client.emit(event);
  }

  /** Says goodbye, and cuts off a client that does not even read that. */
  private void drop() {
    long seconds = settings.slowClientTimeout().toSeconds();
    tell(
        ProblemException.of(
            ProblemCode.SLOW_CLIENT, "no event taken for " + seconds + " s; connect again"));
    try {
      // The event that it did not take, and the goodbye.
      if (demand.tryAcquire(2, GOODBYE_SECONDS, TimeUnit.SECONDS)) {
        client.complete();
      } else {
        cutOff.run();
      }
    } catch (InterruptedException e) {
      LOG.debug("slow client left its stream");
    }
  }

  private void tell(ProblemException problem) {
    LOG.infof("stream ends early code=%s", problem.code());
    client.emit(
        sse.newEventBuilder()
            .name(PROBLEM)
            .data(EventJson.writeString(Problem.of(problem.code(), problem.detail(), null)))
            .build());
  }

  private OutboundSseEvent event(RunEvent event) {
    return sse.newEventBuilder().id(event.id()).name(event.type()).data(event.json()).build();
  }
}
