package io.openclaw.quarkus.deployment;

import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.IndexDependencyBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import org.jboss.jandex.ClassInfo;

/**
 * Registers the records of the event model for reflection, all of them and by package, so that a
 * new event can't be forgotten in the native executables.
 */
final class EventModelProcessor {
  private static final String EVENTS = "io.openclaw.event";

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
            .filter(name -> name.startsWith(EVENTS + "."))
            .toArray(String[]::new);
    reflective.produce(
        ReflectiveClassBuildItem.builder(names)
            .reason("OpenClaw's event model is read and written as JSON")
            .constructors()
            .methods()
            .fields()
            .build());
  }
}
