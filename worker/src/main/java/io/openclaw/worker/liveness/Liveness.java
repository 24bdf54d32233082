package io.openclaw.worker.liveness;

import io.openclaw.worker.WorkerConfig;
import io.openclaw.worker.wire.EventChannel;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jspecify.annotations.Nullable;

/** What the orchestrator hears of this worker. */
@Singleton
public class Liveness {
  private final WorkerIdentity identity;
  private final EventChannel workers;
  private final Clock clock;
  private final WorkerConfig.Worker config;
  private @Nullable Heartbeat heartbeat;

  Liveness(
      WorkerIdentity identity,
      @Channel("workers") MutinyEmitter<byte[]> emitter,
      Clock clock,
      WorkerConfig config) {
    this.identity = identity;
    this.workers = new EventChannel(emitter, identity.source());
    this.clock = clock;
    this.config = config.worker();
  }

  /**
   * Begins to send heartbeats.
   *
   * @param running steps under way
   * @param partitions whose records come to this process, by topic
   */
  public synchronized void begin(
      IntSupplier running, Supplier<Map<String, Set<Integer>>> partitions) {
    heartbeat = new Heartbeat(identity, workers, running, partitions, clock);
    heartbeat.start(config.heartbeat());
  }

  /** Says that this process ends. */
  public synchronized void end() {
    if (heartbeat != null) {
      heartbeat.stop();
      heartbeat = null;
    }
  }
}
