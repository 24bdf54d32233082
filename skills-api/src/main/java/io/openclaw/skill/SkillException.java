package io.openclaw.skill;

import io.openclaw.event.Failure;

/** The one expected way in which a handler fails: an outcome that it foresaw. */
public final class SkillException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  private SkillException(Failure failure) {
    super(failure.code() + ": " + failure.message(), null, false, false);
    this.failure = failure;
  }

  /**
   * The same call would fail again.
   *
   * @param code stable and in capitals, such as {@code NO_SUCH_CITY}
   * @param message what is wrong, and how to mend it
   */
  public static SkillException permanent(String code, String message) {
    return new SkillException(Failure.permanent(code, message));
  }

  /** The same call may work another time; otherwise as {@link #permanent}. */
  public static SkillException passing(String code, String message) {
    return new SkillException(Failure.passing(code, message));
  }

  public Failure failure() {
    return failure;
  }
}
