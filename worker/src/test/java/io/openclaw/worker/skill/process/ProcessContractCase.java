package io.openclaw.worker.skill.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openclaw.worker.egress.Egress;
import io.openclaw.worker.environment.PythonEnvironments;
import io.openclaw.worker.fixture.SandboxSettings;
import io.openclaw.worker.sandbox.Sandboxes;
import io.openclaw.worker.skill.SkillRuntime;
import io.openclaw.worker.skill.SkillRuntimeContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The suite with real processes in the sandbox. */
abstract class ProcessContractCase extends SkillRuntimeContract {
  private static final Map<String, String> OWN = Map.of("PATH", System.getenv("PATH"));

  @TempDir static Path cache;
  private static PythonEnvironments environments;
  private static Sandboxes sandboxes;
  private static Programs programs;
  private static LaunchCommand launch;

  @BeforeAll
  static void prepare() {
    environments = new PythonEnvironments(Optional.empty(), cache, System.getenv());
    sandboxes = new Sandboxes(true, cache, System.getenv("PATH"));
    programs = TestPrograms.of(environments, PythonHelper.install(cache));
    launch = new LaunchCommand(OWN, new CallLimits(new SandboxSettings(), 2));
  }

  @AfterAll
  static void close() {
    environments.close();
  }

  @Override
  protected SkillRuntime runtime() {
    return processes(WarmLimits.NONE, new SimpleMeterRegistry());
  }

  static ProcessRuntime processes(WarmLimits limits, MeterRegistry meters) {
    Egress egress = new Egress(List.of(), OWN, meters);
    Cells cells = new Cells(egress, launch, MAX_LINE, GRACE);
    return new ProcessRuntime(programs, sandboxes, cells, GRACE, limits, meters);
  }

  @Override
  protected void assertNothingIsLeft() throws Exception {
    TestCells.assertNoFolderIsLeft();
    assertThat(ProcessHandle.current().children()).noneMatch(ProcessHandle::isAlive);
  }
}
