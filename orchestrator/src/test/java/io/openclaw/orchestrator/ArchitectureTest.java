package io.openclaw.orchestrator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.openclaw.orchestrator");

  @Test
  void shouldNotDependOnOtherServices() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.openclaw.gateway..", "io.openclaw.worker..", "io.openclaw.local..")
        .check(classes);
  }

  @Test
  void shouldKeepTheEnginePure() {
    classes()
        .that()
        .resideInAPackage("..engine..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "..orchestrator.engine..",
            "io.openclaw.event..",
            "io.openclaw.expression..",
            "io.openclaw.task..",
            "com.fasterxml.jackson..",
            "org.jspecify..",
            "java.lang..",
            "java.time..",
            "java.util..")
        .check(classes);
    noClasses()
        .that()
        .resideInAPackage("..engine..")
        .should()
        .callMethod(Instant.class, "now")
        .check(classes);
  }

  /** With a clock that is set back by an hour, they would wait for that hour. */
  @Test
  void shouldMeasureWaitsByTimeThatOnlyPasses() {
    noClasses()
        .that()
        .haveNameMatching(".*\\.(HeartbeatChannel|LiveView|KnownTopics|Dispatcher|OutboxRoom)")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Clock.class, Instant.class)
        .check(classes);
  }

  @Test
  void shouldKeepRoutingFreeOfTheFramework() {
    noClasses()
        .that()
        .resideInAPackage("..route..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.quarkus..", "io.smallrye..", "io.vertx..", "jakarta..")
        .check(classes);
  }
}
