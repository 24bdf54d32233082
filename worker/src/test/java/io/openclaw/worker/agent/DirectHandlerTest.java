package io.openclaw.worker.agent;

import static io.openclaw.worker.fixture.Goals.dataset;
import static io.openclaw.worker.fixture.Goals.goal;
import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Json.object;
import static io.openclaw.worker.fixture.Workspaces.tool;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.Failure;
import io.openclaw.event.Result;
import io.openclaw.worker.fixture.Scopes;
import io.openclaw.worker.fixture.ScriptedCalls;
import io.openclaw.worker.skill.SkillOutcome;
import io.openclaw.worker.skill.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectHandlerTest {
  private final Tool profile =
      tool(
          handler("profile")
              .produces("dataset_profile")
              .inputs("dataset", "{'dataset':{'type':'string','format':'file'}}")
              .build());

  @TempDir Path folder;

  @Test
  void shouldBindTheInputsAndTakeTheSummaryAsText() throws IOException, InterruptedException {
    // given
    ScriptedCalls calls =
        new ScriptedCalls(
            tool -> new SkillOutcome.Returned(object("{'summary':'344 rows'}"), List.of()));

    // when
    Outcome outcome =
        new DirectHandler(calls)
            .run(
                Scopes.scope(folder, null),
                goal("analyse", Map.of(), List.of(dataset("p.csv")), null),
                profile);

    // then
    assertThat(calls.calls())
        .containsExactly("call-1 test:profile {\"dataset\":\"/workspace/datasets/p.csv\"}");
    assertThat(outcome)
        .isEqualTo(
            new Outcome.Completed(
                new Result(
                    "344 rows",
                    Map.of("dataset_profile", object("{'summary':'344 rows'}")),
                    List.of())));
  }

  @Test
  void shouldFailWhereAnInputIsMissing() throws IOException, InterruptedException {
    // given
    ScriptedCalls calls = new ScriptedCalls(tool -> failed());

    // when
    Outcome outcome =
        new DirectHandler(calls)
            .run(Scopes.scope(folder, null), goal("analyse", Map.of(), List.of(), null), profile);

    // then
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure().code()).isEqualTo("INPUT_MISSING"));
    assertThat(calls.calls()).isEmpty();
  }

  @Test
  void shouldFailAsTheHandlerDoes() throws IOException, InterruptedException {
    // when
    Outcome outcome =
        new DirectHandler(new ScriptedCalls(tool -> failed()))
            .run(
                Scopes.scope(folder, null),
                goal("analyse", Map.of(), List.of(dataset("p.csv")), null),
                profile);

    // then
    assertThat(outcome).isEqualTo(new Outcome.Failed(Failure.permanent("BAD_FILE", "no table")));
  }

  private static SkillOutcome failed() {
    return new SkillOutcome.Failed(Failure.permanent("BAD_FILE", "no table"));
  }
}
