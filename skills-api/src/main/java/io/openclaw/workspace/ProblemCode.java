package io.openclaw.workspace;

/**
 * What can be wrong in a workspace, as {@link WorkspaceProblem#code()} names it. Stable: programs
 * and documents refer to these names.
 */
public enum ProblemCode {
  /** The folder itself is not there. */
  WORKSPACE_NOT_FOUND,
  /** A file that has to be there is not. */
  MISSING_FILE,
  /** A file that nobody reads, where all are read, or with a name much like one that is read. */
  UNKNOWN_FILE,
  /** A file is there and cannot be read. */
  UNREADABLE_FILE,
  /** A file is there and says nothing. */
  EMPTY_FILE,
  FILE_TOO_LARGE,
  /** A file was written while the workspace was read. */
  FILE_CHANGED,
  /** More text than a model is given. */
  TEXT_TOO_LONG,
  /** A symbolic link leads to a place outside the workspace. */
  LINK_LEAVES_WORKSPACE,
  INVALID_UTF8,
  INVALID_YAML,
  /** Aliases or nesting beyond what a file written by hand needs. */
  YAML_TOO_COMPLEX,
  /** A YAML tag, such as {@code !!int} or {@code !name}. */
  TAG_NOT_ALLOWED,
  /** SKILL.md does not begin with YAML between two {@code ---} lines. */
  INVALID_FRONT_MATTER,

  DUPLICATE_KEY,
  UNKNOWN_KEY,
  MISSING_KEY,
  /** A list where a text is expected, a text where a number is expected, and the like. */
  WRONG_TYPE,
  /** The right type, and a value that makes no sense. */
  INVALID_VALUE,
  /** A regular expression that RE2 does not accept. */
  INVALID_PATTERN,
  /** A condition that CEL does not accept, or that uses a name that nothing has. */
  INVALID_EXPRESSION,
  /** A cron expression that is none, or that no moment ever fits. */
  INVALID_CRON,
  /** A JSON Schema that no value can be checked against as its author means. */
  INVALID_SCHEMA,
  /** A handler's file that has to be a WebAssembly module, and is none. */
  INVALID_MODULE,
  SECRET_IN_FILE,

  DUPLICATE_ID,
  RESERVED_ID,
  UNKNOWN_AGENT,
  UNKNOWN_SKILL,
  UNKNOWN_HANDLER,
  UNKNOWN_WORKFLOW,
  UNKNOWN_STEP,
  /** No earlier step and no input of the workflow provides what a step asks for. */
  UNKNOWN_INPUT,
  /** A folder that its registry does not name. */
  NOT_REGISTERED,
  /** Two files tell different things of the same agent or skill. */
  MISMATCH,
  /** Something that the skill's runtime has no use for. */
  NOT_OF_RUNTIME,
  /** A private skill used by an agent that does not own it. */
  PRIVATE_SKILL,
  /** A private skill named in a step of an agent that has not bound it. */
  SKILL_NOT_BOUND,
  DEPENDENCY_CYCLE,
  /** Something may take longer than the whole that it is part of. */
  TIMEOUT_TOO_SHORT,
  /** An agent is permitted more than the template. */
  WIDER_THAN_TEMPLATE,
  /**
   * A skill wants an environment variable that the registry does not grant it. A warning: the skill
   * is not called, all else goes on.
   */
  VARIABLE_NOT_GRANTED,
  /** A skill needs more GPUs than its agent may use. */
  GPU_NOT_GRANTED,
  /**
   * A skill is not what the lock file pins. A warning: the skill is not called, all else goes on.
   */
  SKILL_CHANGED
}
