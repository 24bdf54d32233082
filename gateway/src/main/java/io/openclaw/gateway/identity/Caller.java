package io.openclaw.gateway.identity;

import static java.util.Objects.requireNonNull;

import io.openclaw.gateway.problem.ProblemCode;
import io.openclaw.gateway.problem.ProblemException;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Who makes a request.
 *
 * @param tenant whose tasks the caller sees
 * @param scopes what the caller may do, in the order of {@link Scope}
 */
public record Caller(String tenant, Set<Scope> scopes) {
  public Caller {
    requireNonNull(tenant, "tenant is null");
    scopes = Collections.unmodifiableSet(copy(scopes));
  }

  /** Admin may do all, and who may write may read. */
  public boolean may(Scope scope) {
    return scopes.contains(Scope.ADMIN)
        || scopes.contains(scope)
        || (scope == Scope.READ && scopes.contains(Scope.WRITE));
  }

  public void require(Scope scope) {
    if (!may(scope)) {
      throw ProblemException.of(
          ProblemCode.FORBIDDEN,
          "missing scope: " + scope.wireName(),
          Map.of("code", "MISSING_SCOPE", "missingScope", scope.wireName()));
    }
  }

  /** The same caller with no more than what it asks for. */
  public Caller narrowedTo(Collection<Scope> asked) {
    Set<Scope> granted = copy(scopes);
    granted.retainAll(asked);
    return new Caller(tenant, granted);
  }

  private static Set<Scope> copy(Collection<Scope> scopes) {
    Set<Scope> copy = EnumSet.noneOf(Scope.class);
    copy.addAll(scopes);
    return copy;
  }
}
