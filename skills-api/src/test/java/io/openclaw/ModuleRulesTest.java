package io.openclaw;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

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

  /** The model is at the bottom; what reads it stands on it, layer by layer. */
  @ArchTest
  static final ArchRule WORKSPACE_SHOULD_HAVE_LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("live")
          .definedBy("io.openclaw.workspace.live")
          .layer("load")
          .definedBy("io.openclaw.workspace.load")
          .layer("check")
          .definedBy("io.openclaw.workspace.check")
          .layer("file")
          .definedBy("io.openclaw.workspace.file")
          .layer("yaml")
          .definedBy("io.openclaw.workspace.yaml")
          .layer("model")
          .definedBy("io.openclaw.workspace")
          .whereLayer("live")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("load")
          .mayOnlyBeAccessedByLayers("live")
          .whereLayer("check")
          .mayOnlyBeAccessedByLayers("load")
          .whereLayer("file")
          .mayOnlyBeAccessedByLayers("check", "load", "live")
          .whereLayer("yaml")
          .mayOnlyBeAccessedByLayers("file", "check", "load");

  @ArchTest
  static final ArchRule WORKSPACES_SHOULD_NOT_KNOW_THEIR_ROUTER =
      noClasses()
          .that()
          .resideInAPackage("io.openclaw.workspace..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.openclaw.route..");
}
