package io.openclaw.worker.gpu;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.worker.WorkerConfig;
import io.openclaw.worker.liveness.WorkerIdentity;
import io.openclaw.worker.redis.RedisScripts;
import io.openclaw.worker.skill.CallGate;
import io.openclaw.worker.skill.GpuDevice;
import io.vertx.mutiny.redis.client.Redis;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** The worker's GPUs. */
@Dependent
final class GpuProducer {

  @Produces
  @Singleton
  CallGate gpus(WorkerConfig config, Redis redis, MeterRegistry meters) {
    WorkerConfig.Limits limits = config.worker().limits();
    List<GpuDevice> devices =
        new GpuDetection(WorkerIdentity.host(), System.getenv())
            .find(config.worker().gpus().orElse(List.of()));
    RedisScripts scripts =
        new RedisScripts(redis, limits.patience(), "no GPUs are leased, and leases run out");
    GpuGate gate = new GpuGate(devices, new LeaseStore(scripts), LeaseTime.of(config.worker()));
    show(meters, gate);
    return gate;
  }

  private static void show(MeterRegistry meters, GpuGate gate) {
    Gauge.builder("openclaw.worker.gpus", gate::devices)
        .description("GPUs that this worker may lease")
        .register(meters);
    Gauge.builder("openclaw.worker.gpus.leased", gate::leased)
        .description("GPUs that calls of this worker hold")
        .register(meters);
    Gauge.builder("openclaw.worker.gpus.waiting", gate::waiting)
        .description("Calls of this worker that wait for GPUs")
        .register(meters);
  }
}
