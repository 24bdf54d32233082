package io.openclaw.orchestrator.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Changes many rows, handed over as one JSON array, in one round trip and in order. */
final class Bulk {
  private Bulk() {}

  /**
   * @param sql with the parameter {@code :rows}
   */
  static Uni<Void> run(String sql, List<?> rows) {
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(sql)
                .setParameter("rows", StoreJson.write(rows, List.class))
                .executeUpdate())
        .replaceWithVoid();
  }
}
