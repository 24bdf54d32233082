package io.openclaw.gateway.deadletter;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openclaw.gateway.identity.Callers;
import io.openclaw.gateway.identity.Scope;
import java.util.EnumSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Dead letters are of all tenants: nobody but an administrator sees one, or decides about one. */
@NullUnmarked
class DeadLetterAccessTest {
  // There is no orchestrator: nobody gets so far as to ask it.
  private final DeadLetterResource resource =
      new DeadLetterResource(
          null, Callers.with("default", EnumSet.complementOf(EnumSet.of(Scope.ADMIN))));

  @Test
  void shouldBeForAdministratorsAlone() {
    for (ThrowingCallable request :
        new ThrowingCallable[] {
          () -> resource.list(null),
          () -> resource.get("1"),
          () -> resource.replay("1"),
          () -> resource.drop("1")
        }) {
      assertThatThrownBy(request).hasMessage("missing scope: operator.admin");
    }
  }
}
