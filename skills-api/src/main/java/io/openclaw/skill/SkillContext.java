package io.openclaw.skill;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a handler knows of its call, and its way to speak while it runs. One object a call; its
 * methods may be called from any thread. Once the call has ended, {@link #progress} and {@link
 * #log} do nothing.
 */
public interface SkillContext {

  /** Whose task it is: tenants never see anything of each other. */
  String tenant();

  UUID taskId();

  String stepId();

  /** Counts the tries of the step, from 1. */
  int attempt();

  /** The same for every try of the step: to be passed on to whatever must not happen twice. */
  String idempotencyKey();

  /** Of the request: {@code zh} or {@code en}. */
  String language();

  /** On whose behalf the handler runs; null where a shared skill runs on its own. */
  @Nullable String agentId();

  /** The folders and files that the agent and the task grant. */
  List<Path> paths();

  /**
   * Tells the people who watch what is being done.
   *
   * @param fraction from 0 to 1; null where it is not known
   */
  void progress(String message, @Nullable Double fraction);

  /** Writes to the worker's log. No payloads, no secrets. */
  void log(Level level, String message);

  /**
   * Announces a file of the result.
   *
   * @param name a plain file name
   * @param mediaType such as {@code text/csv}
   * @return where to write it before the handler returns
   * @throws SkillException where the name is none, or the call has ended
   */
  Path artifact(String name, String mediaType) throws SkillException;

  /** How much a line of the log matters. */
  enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }
}
