package io.openclaw.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.Failure;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.orchestrator.support.OrchestratorCase;
import io.openclaw.orchestrator.support.Tasks;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** A task that nothing can be made of any more does not stand in the way of the others. */
@NullUnmarked
class BrokenTaskIT extends OrchestratorCase {

  @Test
  void shouldKeepTimeForTheOthers() throws SQLException {
    // given a task that is due first
    UUID broken = Tasks.submit(wire, Tasks.SHARED_SKILL);
    command(broken, "step-1", "shared", 1);
    corrupt(broken);

    // when another one waits for its next try
    UUID id = Tasks.submit(wire, Tasks.WORKFLOW);
    complete(command(id, "step-1", "agent-pm-002", 1));
    complete(command(id, "step-2", "agent-arch-003", 1));
    RunStep first = command(id, "step-3", "agent-ai-001", 1);
    worker.start(first);
    worker.fail(first, new Failure("FLAKY", "try again", true));

    // then
    assertThat(command(id, "step-3", "agent-ai-001", 2)).isNotNull();
    assertThat(worker.commandsOf(broken)).hasSize(1);
  }

  private void complete(RunStep step) {
    worker.start(step);
    worker.complete(step);
  }

  private void corrupt(UUID id) throws SQLException {
    try (Connection connection = DriverManager.getConnection(servers.jdbcUrl());
        PreparedStatement update =
            connection.prepareStatement(
                "update task set state = '{}', version = version + 1, wake_at = now() - interval '1 h' where id = ?")) {
      update.setObject(1, id);
      update.executeUpdate();
    }
  }
}
