package io.openclaw.quarkus.deployment;

import io.openclaw.quarkus.runtime.DevEnvironment;
import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigBuilderBuildItem;
import io.quarkus.deployment.builditem.StaticInitConfigBuilderBuildItem;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In dev mode, connects a service to the local stack: its servers are started when they do not run,
 * and outlive the service, so that the three services can share them and live reload costs nothing.
 */
final class DevStackProcessor {
  /**
   * Kept across live reloads, which run the build steps again in the same class loader's parent.
   */
  private static volatile @Nullable Map<String, String> environment;

  @BuildStep(onlyIf = IsLocalDevelopment.class)
  void attach(
      ApplicationInfoBuildItem application,
      BuildProducer<GeneratedResourceBuildItem> resources,
      BuildProducer<StaticInitConfigBuilderBuildItem> staticInit,
      BuildProducer<RunTimeConfigBuilderBuildItem> runTime) {
    if (System.getenv("KAFKA_BOOTSTRAP_SERVERS") != null) {
      return; // Whoever names servers in the environment wants those.
    }
    Map<String, String> found = environment;
    if (found == null) {
      Path script = DevStack.script(Path.of("").toAbsolutePath());
      found = DevStack.environment(script, application.getName());
      environment = found;
    }
    resources.produce(
        new GeneratedResourceBuildItem(DevEnvironment.RESOURCE, DevStack.properties(found)));
    staticInit.produce(new StaticInitConfigBuilderBuildItem(DevEnvironment.class.getName()));
    runTime.produce(new RunTimeConfigBuilderBuildItem(DevEnvironment.class.getName()));
  }
}
