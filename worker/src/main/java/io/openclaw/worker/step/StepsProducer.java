package io.openclaw.worker.step;

import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.artifact.ArtifactStore;
import io.openclaw.worker.WorkerConfig;
import io.openclaw.worker.agent.AgentLoop;
import io.openclaw.worker.agent.DirectHandler;
import io.openclaw.worker.agent.Model;
import io.openclaw.worker.artifact.Artifacts;
import io.openclaw.worker.live.LiveView;
import io.openclaw.worker.liveness.WorkerIdentity;
import io.openclaw.worker.skill.SkillCalls;
import io.openclaw.worker.value.LargeValues;
import io.openclaw.worker.wire.EventChannel;
import io.openclaw.worker.workspace.WorkerWorkspace;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Puts the parts of a step's way together. */
@Dependent
final class StepsProducer {
  private static final Logger LOG = Logger.getLogger(StepsProducer.class);

  /** What the channel's configuration file cannot say: the topics depend on the agents served. */
  @Produces
  @Singleton
  @Identifier(StepConsumer.CHANNEL)
  Map<String, Object> channel(WorkerConfig config) {
    return Map.of("topic", StepTopics.pattern(config.worker().agents()), "pattern", true);
  }

  @Produces
  @Singleton
  StepWork work(
      WorkerWorkspace workspace,
      Artifacts artifacts,
      Model model,
      SkillCalls skills,
      LiveView live,
      Clock clock,
      WorkerConfig config) {
    AgentLoop loop = new AgentLoop(model, skills, live, clock, config.worker().maxTurns());
    LargeValues values =
        new LargeValues(
            config.worker().inlineLimit().asLongValue(),
            config.worker().inlineTotal().asLongValue());
    return new AgentWork(workspace, artifacts, values, loop, new DirectHandler(skills));
  }

  @Produces
  @Singleton
  StepReporter reporter(
      @Channel("reports") MutinyEmitter<byte[]> emitter,
      LiveView live,
      MeterRegistry meters,
      WorkerIdentity identity,
      Clock clock,
      WorkerConfig config) {
    Reports reports =
        new KafkaReports(
            new EventChannel(emitter, identity.source()),
            config.worker().maxReport().asLongValue());
    return new StepReporter(reports, live, new StepMeters(meters), identity, clock);
  }

  @Produces
  @Singleton
  RunningSteps running(StepWork work, StepReporter reporter) {
    return new RunningSteps(work, reporter);
  }

  @Produces
  @Singleton
  StepLimits limits(WorkerConfig config) {
    return new StepLimits(config.worker().maxConcurrentSteps(), config.worker().agents());
  }

  @Produces
  @Singleton
  StepRooms rooms(StepLimits limits) {
    return new StepRooms(limits);
  }

  @Produces
  @Singleton
  CancelledSteps cancelled() {
    return new CancelledSteps();
  }

  @Produces
  @Singleton
  OwnedPartitions partitions() {
    return new OwnedPartitions();
  }

  @Produces
  @Singleton
  Reading reading(KafkaClientService clients) {
    return new Reading(action -> onPollingThread(clients, action));
  }

  @Produces
  @Singleton
  StepIntake intake(
      OwnedPartitions partitions,
      ArtifactStore artifacts,
      StepReporter reporter,
      RunningSteps running,
      @Channel("dead-letters") MutinyEmitter<byte[]> emitter,
      WorkerIdentity identity,
      StepRooms rooms,
      CancelledSteps cancelled) {
    return new StepIntake(
        partitions,
        new AttemptLedger(artifacts, identity),
        reporter,
        running,
        new KafkaDeadLetters(new EventChannel(emitter, identity.source())),
        rooms,
        cancelled);
  }

  @Produces
  @Singleton
  Lanes lanes(StepIntake intake, Reading reading, RunningSteps running, MeterRegistry registry) {
    StepMeters meters = new StepMeters(registry);
    return new Lanes(intake, reading, topic -> show(topic, meters, running, reading));
  }

  private static void show(String topic, StepMeters meters, RunningSteps running, Reading reading) {
    String agentId = StepTopics.agentId(topic);
    meters.show(agentId, () -> running.count(agentId), () -> reading.waiting(topic));
  }

  /** Where the consumer is gone, nothing is read any more either. */
  private static void onPollingThread(KafkaClientService clients, Runnable action) {
    Cancellable _ =
        clients
            .<byte[], byte[]>getConsumer(StepConsumer.CHANNEL)
            .runOnPollingThread(consumer -> {
              action.run();
            })
            .subscribe()
            .with(done -> {}, e -> LOG.debugf("Kafka's consumer is gone. reason=%s", e));
  }
}
