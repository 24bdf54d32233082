package io.openclaw.worker.agent;

/**
 * What thinks for an agent.
 *
 * <p>Threading: {@link #next} may block its thread, a virtual one; one model serves any number of
 * conversations at once and keeps nothing between turns. Cancellation: an interrupt ends the turn.
 * Errors: what a model cannot do is {@link Turn.Failed}.
 */
public interface Model {

  /**
   * The agent's next turn.
   *
   * @param conversation all that was said and done so far
   * @param sink is given the turn's words as they come; they are in the turn as well
   */
  Turn next(Conversation conversation, TextSink sink) throws InterruptedException;

  /** Takes words as they come. */
  interface TextSink {
    void text(String delta);
  }
}
