package io.openclaw.worker.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A requirement in its plain form, {@code name}, {@code name>=1.3,<2}. Other forms of PEP 508
 * (extras, markers, addresses) are for pip to judge.
 */
record Requirement(String name, List<Clause> clauses) {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*((?:[<>=!~].*)?)");
  private static final Pattern CLAUSE = Pattern.compile("(>=|<=|==|~=|!=|<|>)\\s*([^\\s<>=!~]+)");

  Requirement {
    clauses = List.copyOf(clauses);
  }

  /** One comparison; {@code wildcard} for {@code ==1.3.*}. */
  record Clause(String operator, PythonVersion version, boolean wildcard) {

    boolean holds(PythonVersion installed) {
      int order = installed.compareTo(version);
      return switch (operator) {
        case ">=" -> order >= 0;
        case "<=" -> order <= 0;
        case "<" -> order < 0;
        case ">" -> order > 0;
        case "==" -> wildcard ? installed.startsWith(version) : order == 0;
        case "!=" -> wildcard ? !installed.startsWith(version) : order != 0;
        case "~=" -> order >= 0 && installed.startsWith(version.parent());
        default -> throw new IllegalStateException("no operator: " + operator);
      };
    }
  }

  /** Empty for a form that is not known here. */
  static Optional<Requirement> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<Clause> clauses = new ArrayList<>();
    String rest = matcher.group(2);
    for (String part : rest.isEmpty() ? new String[0] : rest.split(",", -1)) {
      Optional<Clause> clause = clause(part.strip());
      if (clause.isEmpty()) {
        return Optional.empty();
      }
      clauses.add(clause.get());
    }
    return Optional.of(new Requirement(matcher.group(1), clauses));
  }

  boolean isMetBy(PythonVersion installed) {
    return clauses.stream().allMatch(clause -> clause.holds(installed));
  }

  private static Optional<Clause> clause(String text) {
    Matcher matcher = CLAUSE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String operator = matcher.group(1);
    String version = matcher.group(2);
    boolean wildcard = version.endsWith(".*");
    if (wildcard && !operator.equals("==") && !operator.equals("!=")) {
      return Optional.empty();
    }
    return PythonVersion.parse(wildcard ? version.substring(0, version.length() - 2) : version)
        .filter(v -> !operator.equals("~=") || v.release().size() > 1)
        .map(v -> new Clause(operator, v, wildcard));
  }
}
