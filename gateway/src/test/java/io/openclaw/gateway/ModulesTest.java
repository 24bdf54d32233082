package io.openclaw.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class ModulesTest {
  private static final JavaClasses GATEWAY =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.openclaw.gateway");

  @Test
  void shouldKnowNoOtherService() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.openclaw.orchestrator..", "io.openclaw.worker..", "io.openclaw.local..")
        .check(GATEWAY);
  }

  @Test
  void shouldKnowOnlyTheContractsOfTheRest() {
    classes()
        .that()
        .resideInAPackage("io.openclaw.gateway..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackage("io.openclaw..")
        .orShould()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.openclaw.gateway..",
            "io.openclaw.artifact..",
            "io.openclaw.event..",
            "io.openclaw.hash..",
            "io.openclaw.task..",
            "io.openclaw.deadletter..",
            "io.openclaw.schedule..",
            "io.openclaw.workspace..",
            "java..",
            "javax..",
            "jakarta..",
            "com..",
            "io.quarkus..",
            "io.smallrye..",
            "io.vertx..",
            "io.netty..",
            "io.micrometer..",
            "org..")
        .check(GATEWAY);
  }

  @Test
  void shouldHaveNoCircleOfPackages() {
    slices().matching("io.openclaw.gateway.(*)..").should().beFreeOfCycles().check(GATEWAY);
  }
}
