package io.openclaw.gateway.ws;

import io.openclaw.gateway.identity.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;

/** {@code health}: the gateway answers. */
@ApplicationScoped
class HealthMethod implements Method {
  @RegisterForReflection
  private record Health(boolean ok, long ts) {}

  @Override
  public String name() {
    return "health";
  }

  @Override
  public Scope scope() {
    return Scope.READ;
  }

  @Override
  public Reply handle(Call call) {
    return Reply.of(new Health(true, System.currentTimeMillis()));
  }
}
