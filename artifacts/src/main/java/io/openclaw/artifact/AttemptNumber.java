package io.openclaw.artifact;

/** The folder of an attempt has its number as its name. */
final class AttemptNumber {
  private AttemptNumber() {}

  /** 0 where the name is no attempt's. */
  static int of(String name) {
    return name.matches("[0-9]{1,9}") ? Integer.parseInt(name) : 0;
  }
}
