package io.openclaw.gateway.identity;

import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.Proxy;
import java.util.Set;

/** Callers that no token leads to yet. */
public final class Callers {
  private Callers() {}

  /** A request of somebody with no more than these scopes. */
  public static CurrentCaller with(String tenant, Set<Scope> scopes) {
    Caller caller = new Caller(tenant, scopes);
    RoutingContext request =
        (RoutingContext)
            Proxy.newProxyInstance(
                Callers.class.getClassLoader(),
                new Class<?>[] {RoutingContext.class},
                (proxy, method, arguments) -> caller);
    return new CurrentCaller(request);
  }
}
