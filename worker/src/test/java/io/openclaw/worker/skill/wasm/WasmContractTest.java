package io.openclaw.worker.skill.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.worker.fixture.Workspaces;
import io.openclaw.worker.skill.SkillRuntime;
import io.openclaw.worker.skill.SkillRuntimeContract;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.RuntimeKind;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** With a module that was compiled from C: {@code src/test/wasm}. */
class WasmContractTest extends SkillRuntimeContract {

  static Path module() throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(WasmContractTest.class.getResource("/handlers/contract.wasm"))
            .toURI());
  }

  static void assertNoModuleRuns() {
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("wasm-"));
  }

  @Override
  protected SkillRuntime runtime() {
    return new WasmRuntime(Map.of(), MAX_LINE, GRACE);
  }

  @Override
  protected Skill skill(Handler handler) {
    return Workspaces.skill(SKILL, RuntimeKind.WASM, null, handler);
  }

  @Override
  protected Path file() throws Exception {
    return module();
  }

  @Override
  protected void assertNothingIsLeft() {
    assertNoModuleRuns();
  }
}
