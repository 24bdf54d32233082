package io.openclaw.gateway.identity;

import java.util.Arrays;
import java.util.Optional;

/** What a caller may do; the names are the Gateway protocol's. */
public enum Scope {
  ADMIN("operator.admin"),
  READ("operator.read"),
  WRITE("operator.write"),
  APPROVALS("operator.approvals");

  private final String wireName;

  Scope(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /** Empty for scopes that this gateway has no use for. */
  public static Optional<Scope> of(String wireName) {
    return Arrays.stream(values()).filter(scope -> scope.wireName.equals(wireName)).findFirst();
  }
}
