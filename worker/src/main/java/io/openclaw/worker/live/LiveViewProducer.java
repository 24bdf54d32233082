package io.openclaw.worker.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.worker.WorkerConfig;
import io.vertx.mutiny.redis.client.Redis;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The worker's live view. */
@Dependent
final class LiveViewProducer {

  @Produces
  @Singleton
  LiveView liveView(WorkerConfig config, Redis redis, MeterRegistry meters) {
    WorkerConfig.Live live = config.worker().live();
    BufferedLiveView view =
        new BufferedLiveView(
            new RedisLiveStore(redis, live.patience()),
            live.buffer(),
            live.linger(),
            live.patience(),
            meters);
    view.start();
    return view;
  }

  void close(@Disposes LiveView view) {
    if (view instanceof BufferedLiveView buffered) {
      buffered.close();
    }
  }
}
