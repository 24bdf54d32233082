package io.openclaw.worker.step;

import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.worker.WorkerConfig;
import io.openclaw.worker.agent.AgentLoop;
import io.openclaw.worker.agent.DirectHandler;
import io.openclaw.worker.agent.Model;
import io.openclaw.worker.artifact.ArtifactStore;
import io.openclaw.worker.live.LiveView;
import io.openclaw.worker.liveness.WorkerIdentity;
import io.openclaw.worker.skill.SkillCalls;
import io.openclaw.worker.wire.EventChannel;
import io.openclaw.worker.workspace.WorkerWorkspace;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Puts the parts of a step's way together. */
@Dependent
final class StepsProducer {
  /** What the channel's configuration file cannot say: the topics depend on the agents served. */
  @Produces
  @Singleton
  @Identifier("steps")
  Map<String, Object> channel(WorkerConfig config) {
    return Map.of("topic", StepTopics.pattern(config.worker().agents()), "pattern", true);
  }

  @Produces
  @Singleton
  StepWork work(
      WorkerWorkspace workspace,
      ArtifactStore artifacts,
      Model model,
      SkillCalls skills,
      LiveView live,
      Clock clock,
      WorkerConfig config) {
    AgentLoop loop = new AgentLoop(model, skills, live, clock, config.worker().maxTurns());
    return new AgentWork(workspace, artifacts, loop, new DirectHandler(skills));
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
  StepIntake intake(
      @Identifier("steps") OwnedPartitions partitions,
      ArtifactStore artifacts,
      StepReporter reporter,
      RunningSteps running,
      @Channel("dead-letters") MutinyEmitter<byte[]> emitter,
      WorkerIdentity identity,
      WorkerConfig config) {
    return new StepIntake(
        partitions,
        new AttemptLedger(artifacts),
        reporter,
        running,
        new KafkaDeadLetters(new EventChannel(emitter, identity.source())),
        config.worker().maxConcurrentSteps());
  }
}
