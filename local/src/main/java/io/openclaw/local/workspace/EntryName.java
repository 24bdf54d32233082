package io.openclaw.local.workspace;

import java.util.regex.Pattern;

/** Names of agents' and skills' folders, by the rule of agentskills.io. */
public final class EntryName {
  public static final String RULE =
      "1 to 64 lower-case letters, digits and single hyphens, such as market-research";

  private static final int LONGEST = 64;
  private static final Pattern PATTERN = Pattern.compile("[a-z0-9]++(-[a-z0-9]++)*+");

  private EntryName() {}

  public static boolean isValid(String name) {
    return name.length() <= LONGEST && PATTERN.matcher(name).matches();
  }
}
