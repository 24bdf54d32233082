package io.openclaw.event;

/** Names of the Kafka topics, and of who reads them. */
public final class Topics {
  public static final String TASKS = "openclaw.tasks";
  public static final String REPORTS = "openclaw.reports";
  public static final String WORKERS = "openclaw.workers";
  public static final String EVENTS = "openclaw.events";
  public static final String DEAD_LETTERS = "openclaw.dead-letters";

  /** What workers are to end; read by every worker. */
  public static final String CANCELS = "openclaw.cancels";

  /** The consumer group of all orchestrators: what they have dealt with is committed there. */
  public static final String ORCHESTRATORS = "openclaw-orchestrator";

  private static final String STEPS = "openclaw.steps.";

  private Topics() {}

  /** Where the steps of one agent wait for its workers. */
  public static String steps(String agentId) {
    return STEPS + agentId;
  }

  public static boolean isSteps(String topic) {
    return topic.startsWith(STEPS);
  }

  /**
   * Whose steps wait in a topic.
   *
   * @throws IllegalArgumentException where it is not a topic of steps
   */
  public static String agentOf(String topic) {
    if (!isSteps(topic)) {
      throw new IllegalArgumentException("no topic of steps: " + topic);
    }
    return topic.substring(STEPS.length());
  }
}
