package io.openclaw.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.openclaw", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule servicesKeepApart =
      noClasses()
          .that()
          .resideInAPackage("io.openclaw.worker..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.openclaw.gateway..", "io.openclaw.orchestrator..", "io.openclaw.local..");

  @ArchTest
  static final ArchRule featuresDoNotRunInCircles =
      slices().matching("io.openclaw.worker.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule modelsKnowNothingOfTheWayAStepComesIn =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..worker.agent..", "..worker.model..", "..worker.plan..", "..worker.skill..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..worker.step..", "..worker.wire..", "org.apache.kafka..");
}
