package io.openclaw;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The contracts are plain Java: whoever depends on them gets no framework along. */
@AnalyzeClasses(packages = "io.openclaw", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleRulesTest {

  @ArchTest
  static final ArchRule SHOULD_NOT_KNOW_ANY_FRAMEWORK =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus..",
              "io.vertx..",
              "io.smallrye..",
              "org.apache.kafka..",
              "org.eclipse.microprofile..",
              "jakarta..");

  @ArchTest
  static final ArchRule SHOULD_NOT_KNOW_THE_SERVICES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.openclaw.gateway..", "io.openclaw.orchestrator..", "io.openclaw.worker..");

  @ArchTest
  static final ArchRule EVENTS_SHOULD_STAND_ALONE =
      noClasses()
          .that()
          .resideInAPackage("io.openclaw.event..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.openclaw.workspace..", "io.openclaw.task..");

  @ArchTest
  static final ArchRule TASKS_SHOULD_NOT_KNOW_THE_WORKSPACE =
      noClasses()
          .that()
          .resideInAPackage("io.openclaw.task..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.openclaw.workspace..");

  @ArchTest
  static final ArchRule WORKSPACES_SHOULD_NOT_KNOW_THEIR_ROUTER =
      noClasses()
          .that()
          .resideInAPackage("io.openclaw.workspace..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.openclaw.route..");
}
