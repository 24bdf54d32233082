package io.openclaw.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.orchestrator.support.OrchestratorCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.task.HistoryPage;
import io.openclaw.task.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task's history, part by part. */
@NullUnmarked
class HistoryIT extends OrchestratorCase {

  @Test
  void shouldTellAllOfItInOrder() {
    // given
    UUID id = Tasks.submit(wire, Tasks.WORKFLOW);
    workOffUntilFinal(id);
    List<RecordedEvent> all = api.events(id);

    for (int limit : new int[] {1, 3, all.size(), all.size() + 1}) {
      // when
      List<RecordedEvent> told = new ArrayList<>();
      Long after = 0L;
      while (after != null) {
        HistoryPage page = history(id, after, limit);
        assertThat(page.events().size()).isLessThanOrEqualTo(limit);
        told.addAll(page.events());
        assertThat(told.size()).as("each event is told once").isLessThanOrEqualTo(all.size());
        after = page.next();
      }

      // then
      assertThat(told).isEqualTo(all);
    }
    assertThat(history(id, all.size(), 10).events()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"after=-1", "after=x", "limit=0", "limit=1001"})
  void shouldSayWhatIsWrong(String query) {
    assertThat(api.ask("GET", "/tasks/" + UUID.randomUUID() + "/history?" + query).body())
        .contains("INVALID_FIELD");
  }

  @Test
  void shouldSayThatThereIsNoSuchTask() {
    assertThat(api.ask("GET", "/tasks/" + UUID.randomUUID() + "/history").body())
        .contains("TASK_NOT_FOUND");
  }

  private HistoryPage history(UUID id, long after, int limit) {
    return api.get(
        "/tasks/" + id + "/history?after=" + after + "&limit=" + limit, HistoryPage.class);
  }
}
