package io.openclaw.skill;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A handler of a skill with {@code runtime: java}. It runs inside the worker, with all that the
 * worker may do: only for code that is trusted as much as the worker itself.
 *
 * <p>Lifecycle: one object for all calls, for as long as the worker lives; it is a bean of the
 * worker's build and is found by {@link #id}. What belongs to one call is in its arguments.
 *
 * <p>Threading: any number of calls may be under way at once, each on a virtual thread of its own.
 * Work that keeps a processor busy for long belongs in another runtime, where it can't hold up
 * other calls.
 *
 * <p>Cancellation: when a call is cancelled or its time is over, its thread is interrupted. The
 * handler has to end then, best by letting the {@link InterruptedException} through. One that does
 * not is left alone: nobody waits for it, and what it still gives or says is dropped. It goes on
 * using the worker's memory, which is counted and logged.
 *
 * <p>Errors: a {@link SkillException} is a foreseen failure, told as it is. Every other exception
 * is a fault of the handler: {@code HANDLER_FAILED}, with its type and message.
 *
 * <p>Values: inputs and output are the handler's own while it runs. They are copied at the border,
 * so that neither side sees a later change of the other.
 */
public interface SkillHandler {

  /** Whom it serves: {@code skill id:handler name}. */
  String id();

  /**
   * Serves one call.
   *
   * @param inputs fit the handler's declared schema; files as absolute paths
   * @return has to fit the handler's declared schema
   * @throws SkillException where the call cannot be served, for a foreseen reason
   * @throws InterruptedException where the call has been cancelled or its time is over
   */
  ObjectNode run(ObjectNode inputs, SkillContext context)
      throws SkillException, InterruptedException;
}
