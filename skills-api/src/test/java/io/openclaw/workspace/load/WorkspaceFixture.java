package io.openclaw.workspace.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.workspace.Agent;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Workflow;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.WorkspaceProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of the sound workspace of {@code src/test/resources/sound-workspace}, for tests to break:
 * two agents (a writer with a skill of its own, an editor with none) and what new ones are made
 * from, a shared skill, three rules, a workflow, a load balancer and two schedules.
 */
final class WorkspaceFixture {
  static final String WRITER = "agents/writer/config.yaml";
  static final String EDITOR = "agents/editor/config.yaml";
  static final String WRITING = "skills/writing/config.yaml";
  static final String LOOKUP = "skills/shared/lookup/config.yaml";
  static final String AGENTS = "orchestrator/agent-registry.yaml";
  static final String SKILLS = "orchestrator/skill-registry.yaml";
  static final String RULES = "orchestrator/routing-rules.yaml";
  static final String WORKFLOW = "orchestrator/workflows/publish.yaml";

  static final String BALANCER = "orchestrator/load-balancer.yaml";
  static final String SCHEDULES = "orchestrator/schedules.yaml";

  private static final Path SOUND = Path.of("src", "test", "resources", "sound-workspace");

  private final Path root;

  private WorkspaceFixture(Path root) {
    this.root = root;
  }

  static WorkspaceFixture in(Path root) {
    try (Stream<Path> files = Files.walk(SOUND)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = root.resolve(SOUND.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
      return new WorkspaceFixture(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path(String file) {
    return root.resolve(file);
  }

  WorkspaceFixture write(String file, String text) {
    try {
      Files.createDirectories(path(file).getParent());
      Files.writeString(path(file), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  WorkspaceFixture write(String file, byte[] bytes) {
    try {
      Files.write(path(file), bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces the one place where a file has {@code old}. */
  WorkspaceFixture replace(String file, String old, String with) {
    try {
      String text = Files.readString(path(file));
      assertThat(text).containsOnlyOnce(old);
      return write(file, text.replace(old, with));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  WorkspaceFixture delete(String file) {
    try {
      Files.delete(path(file));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  WorkspaceFixture link(String link, Path target) {
    try {
      Files.createSymbolicLink(path(link), target);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Workspace workspace() {
    return switch (WorkspaceLoader.load(root)) {
      case LoadResult.Loaded loaded -> loaded.workspace();
      case LoadResult.Invalid(List<WorkspaceProblem> problems) ->
          throw new AssertionError("not sound: " + problems);
    };
  }

  Agent agent(String id) {
    return requireNonNull(workspace().agent(id));
  }

  Skill skill(String id) {
    return requireNonNull(workspace().skill(id));
  }

  Handler handler(String skillId, String name) {
    return requireNonNull(skill(skillId).handlers().get(name));
  }

  Workflow workflow(String id) {
    return requireNonNull(workspace().workflows().get(id));
  }

  /**
   * Each as {@code file:line:column: message [CODE]}; where the workspace is sound, what it warns
   * of.
   */
  List<String> problems() {
    return switch (WorkspaceLoader.load(root)) {
      case LoadResult.Loaded loaded ->
          loaded.warnings().stream().map(WorkspaceProblem::toString).toList();
      case LoadResult.Invalid(List<WorkspaceProblem> problems) ->
          problems.stream().map(WorkspaceProblem::toString).toList();
    };
  }
}
