package io.openclaw.workspace.check;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Problems;
import org.jspecify.annotations.Nullable;

/** Whether two files tell the same of one thing. */
final class Agreement {
  private Agreement() {}

  /**
   * @param here what the file says in which a mistake is likelier; null: nothing
   * @param there what it is to agree with; null: nothing
   */
  static void check(String what, @Nullable Name here, @Nullable Name there, Problems problems) {
    if (here != null
        && there != null
        && here.isGiven()
        && there.isGiven()
        && !here.value().equals(there.value())) {
      problems.add(
          here.at(),
          ProblemCode.MISMATCH,
          "the %s is %s here, and %s in %s:%d"
              .formatted(what, here, there, there.at().file(), there.at().line()));
    }
  }

  /** Whether a folder is named in its registry. */
  static void checkRegistered(
      String kind, Name id, boolean registryIsComplete, String registry, Problems problems) {
    if (registryIsComplete && id.isGiven()) {
      problems.add(
          id.at(),
          ProblemCode.NOT_REGISTERED,
          "%s %s is not in %s; add it there, or remove the folder".formatted(kind, id, registry));
    }
  }
}
