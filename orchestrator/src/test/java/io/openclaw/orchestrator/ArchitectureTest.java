package io.openclaw.orchestrator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
        .callMethod(java.time.Instant.class, "now")
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
