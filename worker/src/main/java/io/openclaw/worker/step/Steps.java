package io.openclaw.worker.step;

import io.openclaw.worker.WorkerConfig;
import io.openclaw.workspace.LoadBalancing;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** All steps of this worker, from outside. */
@Singleton
public class Steps {
  /** Beyond the grace times of ending a process tree. */
  private static final Duration ALLOWANCE = Duration.ofSeconds(1);

  private static final Logger LOG = Logger.getLogger(Steps.class);

  private final StepLimits limits;
  private final StepRooms rooms;
  private final OwnedPartitions partitions;
  private final StepIntake intake;
  private final RunningSteps running;
  private final WorkerConfig.Worker config;

  Steps(
      StepLimits limits,
      StepRooms rooms,
      OwnedPartitions partitions,
      StepIntake intake,
      RunningSteps running,
      WorkerConfig config) {
    this.limits = limits;
    this.rooms = rooms;
    this.partitions = partitions;
    this.intake = intake;
    this.running = running;
    this.config = config.worker();
  }

  /** Limits them from now on; none starts before the first call. */
  public void limit(LoadBalancing balancing) {
    boolean news = limits.apply(balancing);
    rooms.look();
    String shortfall = limits.shortfall();
    if (news && shortfall != null) {
      LOG.warn(shortfall);
    }
  }

  /**
   * The partitions whose steps come here, by topic. None once this worker takes no more, even
   * though they are its own until it has left.
   */
  public Map<String, Set<Integer>> partitions() {
    return intake.isClosed() ? Map.of() : partitions.byTopic();
  }

  /** How many are under way. */
  public int running() {
    return running.count();
  }

  /** Takes no more, and ends those under way; nothing of them runs when this returns. */
  public void stop() {
    intake.close();
    try {
      running.stop(config.shutdownGrace(), config.killGrace().multipliedBy(2).plus(ALLOWANCE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
