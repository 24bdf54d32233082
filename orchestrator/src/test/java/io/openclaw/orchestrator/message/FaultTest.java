package io.openclaw.orchestrator.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.Test;

class FaultTest {

  @Test
  void shouldBlameTheMessageForWhatTheDatabaseRefuses() {
    assertThat(Fault.of(postgres("22P05"))).isEqualTo(Fault.MESSAGE);
    assertThat(Fault.of(new HibernateException("x", postgres("23505")))).isEqualTo(Fault.MESSAGE);
    assertThat(Fault.of(postgres("54000"))).isEqualTo(Fault.MESSAGE);
    assertThat(Fault.of(new HibernateException(new SQLException("x", "22021"))))
        .isEqualTo(Fault.MESSAGE);
    assertThat(Fault.of(new UnusableMessageException("no such thing", new Exception())))
        .isEqualTo(Fault.MESSAGE);
  }

  @Test
  void shouldBlameTheProgramForABug() {
    assertThat(Fault.of(new CompletionException(new NullPointerException())))
        .isEqualTo(Fault.PROGRAM);
    assertThat(Fault.of(new IllegalArgumentException("empty"))).isEqualTo(Fault.PROGRAM);
    assertThat(Fault.of(new StackOverflowError())).isEqualTo(Fault.PROGRAM);
  }

  @Test
  void shouldBlameNobodyForAnOutage() {
    assertThat(Fault.of(new ConnectException("refused"))).isEqualTo(Fault.OUTAGE);
    assertThat(Fault.of(new TimeoutException())).isEqualTo(Fault.OUTAGE);
    assertThat(Fault.of(new IllegalStateException(new ConnectException()))).isEqualTo(Fault.OUTAGE);
    assertThat(Fault.of(postgres("57P01"))).isEqualTo(Fault.OUTAGE);
    assertThat(Fault.of(postgres("40001"))).isEqualTo(Fault.OUTAGE);
    assertThat(Fault.of(postgres("42P01"))).isEqualTo(Fault.OUTAGE);
  }

  private static PgException postgres(String sqlState) {
    return new PgException("no", "ERROR", sqlState, "detail");
  }
}
