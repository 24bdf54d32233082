package io.openclaw.orchestrator.start;

import io.openclaw.orchestrator.topic.TopicSetup;
import io.openclaw.workspace.Workspace;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Checks and prepares what everything else relies on, before the channels open. */
@ApplicationScoped
class Startup {
  private static final Logger LOG = Logger.getLogger(Startup.class);

  void prepare(
      @Observes @Priority(1) StartupEvent event,
      OrchestratorConfig config,
      Workspace workspace,
      TopicSetup topics,
      Scheduler scheduler) {
    if (config.internalToken().filter(token -> !token.isBlank()).isEmpty()) {
      throw new ConfigurationException(
          "The orchestrator does not start: OPENCLAW_INTERNAL_TOKEN is not set; set it to the"
              + " secret that the gateway has");
    }
    LOG.infof(
        "Workspace is sound version=%s agents=%d skills=%d rules=%d workflows=%d",
        workspace.version(),
        workspace.agents().size(),
        workspace.skills().size(),
        workspace.rules().size(),
        workspace.workflows().size());
    topics.create();
    scheduler.resume();
  }
}
