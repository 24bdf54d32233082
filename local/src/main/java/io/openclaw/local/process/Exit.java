package io.openclaw.local.process;

/** What an exit code says. */
final class Exit {
  private static final int SIGNALLED = 128;

  private Exit() {}

  static String describe(int code) {
    return switch (code) {
      case SIGNALLED + 9 -> "killed (exit code 137)";
      case SIGNALLED + 15 -> "terminated (exit code 143)";
      case SIGNALLED + 6 -> "aborted (exit code 134)";
      case SIGNALLED + 11 -> "crashed (exit code 139)";
      default -> "ended with exit code " + code;
    };
  }
}
