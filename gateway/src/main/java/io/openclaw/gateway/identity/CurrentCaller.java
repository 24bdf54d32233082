package io.openclaw.gateway.identity;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;

/** The caller of the HTTP request under way, as {@link AccessFilter} found it. */
@RequestScoped
public class CurrentCaller {
  static final String KEY = "openclaw.caller";

  private final RoutingContext context;

  CurrentCaller(RoutingContext context) {
    this.context = context;
  }

  public Caller get() {
    Caller caller = context.get(KEY);
    if (caller == null) {
      throw new IllegalStateException("no caller: the path is open to everybody");
    }
    return caller;
  }

  /** The caller, which may do this. */
  public Caller with(Scope scope) {
    Caller caller = get();
    caller.require(scope);
    return caller;
  }
}
