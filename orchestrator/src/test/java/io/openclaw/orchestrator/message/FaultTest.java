package io.openclaw.orchestrator.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.charset.MalformedInputException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
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

  /** Whoever waits for what never comes holds up all that is behind it. */
  @Test
  void shouldWaitForNothingThatIsNotKnownToBeAnOutage() {
    assertThat(Fault.of(new RuntimeException("who knows"))).isEqualTo(Fault.PROGRAM);
    assertThat(Fault.of(new UncheckedIOException(new NoSuchFileException("x"))))
        .isEqualTo(Fault.PROGRAM);
    assertThat(Fault.of(new CompletionException(new MalformedInputException(1))))
        .isEqualTo(Fault.PROGRAM);
    assertThat(Fault.of(postgres("XX000"))).isEqualTo(Fault.PROGRAM);
    assertThat(Fault.of(new HibernateException("x"))).isEqualTo(Fault.PROGRAM);
  }

  @Test
  void shouldBlameTheMessageForWhatJsonCannotHold() {
    assertThat(
            Fault.of(
                new IllegalArgumentException(
                    new JsonMappingException(null, "x", new StreamConstraintsException("deep")))))
        .isEqualTo(Fault.MESSAGE);
  }

  @Test
  void shouldBlameNobodyForAnOutage() {
    assertThat(Fault.of(new CompletionException(ClosedConnectionException.INSTANCE)))
        .isEqualTo(Fault.OUTAGE);
    assertThat(
            Fault.of(
                new CompletionException(new NoStackTraceThrowable("Connection is not active now"))))
        .isEqualTo(Fault.OUTAGE);
    assertThat(Fault.of(new IOException("Broken pipe"))).isEqualTo(Fault.OUTAGE);
    assertThat(Fault.of(new io.smallrye.mutiny.TimeoutException())).isEqualTo(Fault.OUTAGE);
    assertThat(Fault.of(new NotLeaderOrFollowerException())).isEqualTo(Fault.OUTAGE);
    assertThat(Fault.of(new RejectedExecutionException("shut down"))).isEqualTo(Fault.OUTAGE);
    assertThat(Fault.of(postgres("53100"))).isEqualTo(Fault.OUTAGE);
    assertThat(Fault.of(postgres("25006"))).isEqualTo(Fault.OUTAGE);
    assertThat(Fault.of(new ConnectException("refused"))).isEqualTo(Fault.OUTAGE);
    assertThat(Fault.of(new TimeoutException())).isEqualTo(Fault.OUTAGE);
    assertThat(Fault.of(new IllegalStateException(new ConnectException()))).isEqualTo(Fault.OUTAGE);
    assertThat(Fault.of(postgres("57P01"))).isEqualTo(Fault.OUTAGE);
    assertThat(Fault.of(postgres("40001"))).isEqualTo(Fault.OUTAGE);
    assertThat(Fault.of(postgres("42P01"))).isEqualTo(Fault.OUTAGE);
    assertThat(Fault.of(postgres("26000"))).isEqualTo(Fault.OUTAGE);
    assertThat(Fault.of(postgres("XX001"))).isEqualTo(Fault.OUTAGE);
  }

  private static PgException postgres(String sqlState) {
    return new PgException("no", "ERROR", sqlState, "detail");
  }
}
