package io.openclaw.worker.skill.process;

import static java.util.Objects.requireNonNull;

import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.StepScope;
import io.openclaw.worker.skill.Tool;
import io.openclaw.workspace.Agent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All by which a process may differ that begins before its call is known. A call is given a process
 * that has begun with equal rights, or one of its own.
 *
 * @param tenant whose tasks it works for
 * @param folders that the agent was granted, each with device and number
 * @param program is started
 */
record Rights(
    String tenant, @Nullable Agent agent, Tool tool, Map<Path, String> folders, Program program) {
  Rights {
    requireNonNull(tenant, "tenant is null");
    requireNonNull(tool, "tool is null");
    folders = Map.copyOf(folders);
    requireNonNull(program, "program is null");
  }

  static Rights of(SkillCall call, Program program) {
    StepScope scope = call.scope();
    return new Rights(
        scope.tenant(), scope.agent(), call.tool(), scope.grants().pinnedFolders(), program);
  }

  /** The longest that its call may take. */
  Duration timeout() {
    return tool.timeout(agent);
  }
}
