package io.openclaw.worker.limit;

import io.openclaw.worker.WorkerConfig;
import io.openclaw.worker.redis.RedisScripts;
import io.openclaw.worker.skill.CallGate;
import io.vertx.mutiny.redis.client.Redis;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The limits of the worker. */
@Dependent
final class GatesProducer {

  @Produces
  @Singleton
  CallGate rate(WorkerConfig config, Redis redis, Clock clock) {
    WorkerConfig.Limits limits = config.worker().limits();
    RedisScripts scripts =
        new RedisScripts(
            redis, limits.patience(), "each worker keeps the rate limits of skills by itself");
    return new RateGate(
        new SteadyTurns(new RedisTurns(scripts), new LocalTurns(System::nanoTime)),
        limits.rateWait(),
        clock);
  }

  @Produces
  @Singleton
  CallGate room(WorkerConfig config) {
    WorkerConfig.Worker worker = config.worker();
    return new AdmissionGate(
        new Admission(Machine.roomForCalls(worker.limits())),
        worker.sandbox().memory().asLongValue());
  }
}
