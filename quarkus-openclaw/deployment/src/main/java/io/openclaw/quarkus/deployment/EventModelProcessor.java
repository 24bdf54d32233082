package io.openclaw.quarkus.deployment;

import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.IndexDependencyBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import java.util.List;
import org.jboss.jandex.ClassInfo;

/**
 * Registers what the services tell each other for reflection, by the beginnings of names, so that a
 * new event can't be forgotten in the native executables.
 */
final class EventModelProcessor {
  private static final List<String> PACKAGES =
      List.of(
          "io.openclaw.event.",
          "io.openclaw.task.",
          "io.openclaw.schedule.Schedule",
          "io.openclaw.deadletter.",
          "io.openclaw.inbox.",
          "io.openclaw.workspace.WorkspaceProblem",
          "io.openclaw.workspace.live.WorkspaceReport");

  @BuildStep
  FeatureBuildItem feature() {
    return new FeatureBuildItem("openclaw");
  }

  @BuildStep
  IndexDependencyBuildItem indexContracts() {
    return new IndexDependencyBuildItem("io.openclaw", "skills-api");
  }

  @BuildStep
  void registerEvents(
      CombinedIndexBuildItem index, BuildProducer<ReflectiveClassBuildItem> reflective) {
    String[] names =
        index.getIndex().getKnownClasses().stream()
            .map(ClassInfo::name)
            .map(Object::toString)
            .filter(name -> PACKAGES.stream().anyMatch(name::startsWith))
            .toArray(String[]::new);
    reflective.produce(
        ReflectiveClassBuildItem.builder(names)
            .reason("read and written as JSON")
            .constructors()
            .methods()
            .fields()
            .build());
  }
}
