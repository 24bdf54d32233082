package io.openclaw.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * Fills the database with tasks that have ended: the rows of one that the system has done itself,
 * copied under other ids.
 */
final class Archive implements AutoCloseable {
  private static final int AT_ONCE = 50_000;

  private final Connection connection;
  private long tasks;

  /**
   * @param orchestrator what the orchestrator is told
   */
  Archive(Map<String, String> orchestrator) throws SQLException {
    this.connection =
        DriverManager.getConnection(
            "jdbc:" + orchestrator.get("DATABASE_URL"),
            orchestrator.get("DATABASE_USER"),
            orchestrator.get("DATABASE_PASSWORD"));
  }

  /** Copies until there are so many. */
  void fill(long wanted) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      while (tasks < wanted) {
        long count = Math.min(AT_ONCE, wanted - tasks);
        statement.execute(
            """
            create temporary table copies on commit preserve rows as
            select gen_random_uuid() as id, n from generate_series(1, %d) n;
            insert into task (id, tenant, text, status, state, version, workspace_version,
              route_kind, route_target, created_at, updated_at)
            select copies.id, tenant, text, status, state, version, workspace_version,
              route_kind, route_target, created_at - n * interval '1 s',
              updated_at - n * interval '1 s'
            from copies, (select * from task where status = 'COMPLETED' limit 1) as one;
            insert into task_event (task_id, seq, type, data, at)
            select copies.id, seq, type, data, at
            from copies, task_event
            where task_id = (select id from task where status = 'COMPLETED' limit 1);
            drop table copies;
            """
                .formatted(count));
        tasks += count;
      }
      statement.execute("analyze");
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
