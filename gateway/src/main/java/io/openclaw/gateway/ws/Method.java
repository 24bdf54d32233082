package io.openclaw.gateway.ws;

import io.openclaw.gateway.identity.Caller;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.gateway.problem.ProblemException;

/**
 * One method of the protocol. An implementation is a bean, and by that alone it is in the registry
 * and in the features that hello tells of.
 *
 * <p>{@link #handle} runs on a virtual thread and may block; calls of one connection run side by
 * side. A {@link ProblemException} becomes the request's error, whatever else is thrown becomes
 * {@code INTERNAL}.
 */
interface Method {

  /** As it stands in a request's {@code method}. */
  String name();

  /** What a caller must be allowed to do. */
  Scope scope();

  Reply handle(Call call) throws Exception;

  /** A request with who sent it and where. */
  record Call(Caller caller, Params params, Subscriptions subscriptions) {}

  /**
   * What a method has to say.
   *
   * @param next done once the answer has been sent
   * @param unsent done in its place where the answer can't be sent; lets go of what next would use
   */
  record Reply(Object payload, Runnable next, Runnable unsent) {
    static Reply of(Object payload) {
      return new Reply(payload, () -> {}, () -> {});
    }
  }
}
