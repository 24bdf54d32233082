package io.openclaw.orchestrator.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** The orchestrator's database, past the orchestrator. */
public final class Database {
  private final String url;

  public Database(String url) {
    this.url = url;
  }

  /** How many rows it has changed. */
  public int execute(String sql, Object... parameters) {
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement statement = prepare(connection, sql, parameters)) {
      statement.execute();
      return statement.getUpdateCount();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public long number(String sql, Object... parameters) {
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement statement = prepare(connection, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A task without a plan, as a listing sees it. Changed just now, however long ago it was created:
   * retention would take it away otherwise.
   */
  public void task(UUID id, String tenant, String text, String status, Instant createdAt) {
    execute(
        """
        insert into task (id, tenant, text, status, state, version, created_at, updated_at)
        values (?, ?, ?, ?, '{}', 0, ?, now())
        """,
        id,
        tenant,
        text,
        status,
        createdAt);
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      Object value = parameters[i];
      statement.setObject(
          i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
    }
    return statement;
  }
}
