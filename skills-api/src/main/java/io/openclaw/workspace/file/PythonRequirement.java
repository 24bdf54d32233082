package io.openclaw.workspace.file;

import com.google.re2j.Pattern;

/**
 * The form of a Python requirement: a name, perhaps with extras, versions (PEP 440) and a marker
 * (PEP 508). No addresses: what lies there can change, and pip would fetch it from anywhere. Each
 * form that a worker compares by itself is one of these.
 */
final class PythonRequirement {
  private static final String NAME = "[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?";
  private static final String EXTRAS =
      "\\[\\s*(?:NAME(?:\\s*,\\s*NAME)*)?\\s*\\]".replace("NAME", NAME);

  private static final String RELEASE = "v?(?:[0-9]+!)?[0-9]+(?:\\.[0-9]+)*";
  private static final String STAGES =
      "(?:[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview)[-_.]?[0-9]*)?"
          + "(?:-[0-9]+|[-_.]?(?:post|rev|r)[-_.]?[0-9]*)?"
          + "(?:[-_.]?dev[-_.]?[0-9]*)?";
  private static final String LOCAL = "(?:\\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?";
  private static final String VERSION = "(?i:" + RELEASE + STAGES + LOCAL + ")";

  /** {@code ==1.*} means all that begins so; {@code ~=} needs a part that may grow. */
  private static final String CLAUSE =
      "(?:(?:<=|>=|<|>|===?|!=)\\s*VERSION|(?:==|!=)\\s*(?i:RELEASE)\\.\\*"
              .replace("VERSION", VERSION)
              .replace("RELEASE", RELEASE)
          + "|~=\\s*(?i:v?(?:[0-9]+!)?[0-9]+(?:\\.[0-9]+)+"
          + STAGES
          + "))";

  private static final String CLAUSES = CLAUSE + "(?:\\s*,\\s*" + CLAUSE + ")*";

  private static final String VALUE =
      "(?:python_version|python_full_version|os_name|sys_platform|platform_release|platform_system"
          + "|platform_version|platform_machine|platform_python_implementation|implementation_name"
          + "|implementation_version|extra|'[^'\"]*'|\"[^'\"]*\")";

  private static final String COMPARISON =
      "[\\s(]*VALUE\\s*(?:<=|>=|<|>|===?|!=|~=|\\bin\\b|\\bnot\\s+in\\b)\\s*VALUE[\\s)]*"
          .replace("VALUE", VALUE);

  private static final Pattern FORM =
      Pattern.compile(
          "%s\\s*(?:%s)?\\s*(?:%s|\\(\\s*%s\\s*\\))?\\s*(?:;%s(?:\\b(?:and|or)\\b%s)*)?"
              .formatted(NAME, EXTRAS, CLAUSES, CLAUSES, COMPARISON, COMPARISON));

  private PythonRequirement() {}

  static boolean isSound(String text) {
    return FORM.matches(text.strip());
  }
}
