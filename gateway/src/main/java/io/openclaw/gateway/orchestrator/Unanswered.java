package io.openclaw.gateway.orchestrator;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which failures of a request mean that another orchestrator may do better. */
final class Unanswered {
  private static final int UNAVAILABLE = 503;

  private Unanswered() {}

  /** Whether there was no answer, or one that says that there is none now. */
  static boolean isOf(RuntimeException failure) {
    return failure instanceof ProcessingException
        || (failure instanceof WebApplicationException answer
            && answer.getResponse().getStatus() == UNAVAILABLE);
  }

  /** Whether there was not even a connection, so that nothing can have been done. */
  static boolean isUnheard(RuntimeException failure) {
    return Stream.<@Nullable Throwable>iterate(
            failure, e -> e != null, e -> e == null ? null : e.getCause())
        .anyMatch(Unanswered::isNoConnection);
  }

  private static boolean isNoConnection(@Nullable Throwable failure) {
    return failure instanceof ConnectException
        || failure instanceof NoRouteToHostException
        || failure instanceof UnknownHostException;
  }
}
