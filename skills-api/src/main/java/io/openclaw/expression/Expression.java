package io.openclaw.expression;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A condition in <a href="https://cel.dev">CEL</a>, which always comes to an end and has no access
 * to anything but its variables: each known value by its name, all of them in the map {@link
 * #VALUES}, and in the map {@link #STEPS} how the steps before have ended.
 *
 * <p>Immutable, and safe to share.
 */
public final class Expression {
  /** All values by name; for names that are no identifiers, and to ask whether there is one. */
  public static final String VALUES = "values";

  /** By the steps' ids: {@code COMPLETED}, {@code FAILED}, {@code SKIPPED}. */
  public static final String STEPS = "steps";

  private static final Pattern IDENTIFIER = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");

  private static final int MOST_RECENT = 1000;

  /** To read one takes a hundred times as long as to evaluate it. */
  private static final Map<Source, Expression> RECENT =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Source, Expression> eldest) {
              return size() > MOST_RECENT;
            }
          });

  private final CelRuntime.Program program;

  private record Source(String text, Set<String> names) {}

  private Expression(CelRuntime.Program program) {
    this.program = program;
  }

  /**
   * Reads an expression.
   *
   * @param names of the values that it may use
   * @throws ExpressionException where it is none, uses another name, or does not come to true or
   *     false
   */
  public static Expression compile(String text, Collection<String> names)
      throws ExpressionException {
    requireNonNull(text, "text is null");
    Source source = new Source(text, Set.copyOf(names));
    Expression known = RECENT.get(source);
    if (known != null) {
      return known;
    }
    Expression expression = read(text, names);
    RECENT.put(source, expression);
    return expression;
  }

  private static Expression read(String text, Collection<String> names) throws ExpressionException {
    CelBuilder builder = CelFactory.standardCelBuilder().setResultType(SimpleType.BOOL);
    builder.addVar(VALUES, SimpleType.DYN).addVar(STEPS, SimpleType.DYN);
    names.stream()
        .filter(Expression::isIdentifier)
        .forEach(name -> builder.addVar(name, SimpleType.DYN));
    Cel cel = builder.build();
    try {
      CelAbstractSyntaxTree tree = cel.compile(text).getAst();
      return new Expression(cel.createProgram(tree));
    } catch (CelValidationException e) {
      throw new ExpressionException(firstOf(e));
    } catch (CelEvaluationException e) {
      throw new ExpressionException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Whether it is true.
   *
   * @param values by name
   * @param steps how the steps before have ended, by their ids
   * @throws ExpressionException where it cannot be said, as of a value that is not there
   */
  public boolean test(Map<String, JsonNode> values, Map<String, String> steps)
      throws ExpressionException {
    try {
      return (Boolean) program.eval(variables(values, steps));
    } catch (CelEvaluationException e) {
      throw new ExpressionException(withoutPlace(String.valueOf(e.getMessage())));
    }
  }

  /** Whether a value of that name can be used by its name alone. */
  public static boolean isIdentifier(String name) {
    return IDENTIFIER.matcher(name).matches() && !name.equals(VALUES) && !name.equals(STEPS);
  }

  private static Map<String, Object> variables(
      Map<String, JsonNode> values, Map<String, String> steps) {
    Map<String, Object> all = new LinkedHashMap<>();
    values.forEach((name, value) -> all.put(name, CelValues.of(value)));
    Map<String, Object> variables = new HashMap<>();
    all.forEach((name, value) -> {
      if (isIdentifier(name)) {
        variables.put(name, value);
      }
    });
    variables.put(VALUES, all);
    variables.put(STEPS, Map.copyOf(steps));
    return variables;
  }

  private static String firstOf(CelValidationException e) {
    return e.getErrors().stream()
        .min(Comparator.comparingInt(issue -> issue.getSourceLocation().getColumn()))
        .map(Expression::describe)
        .orElseGet(() -> String.valueOf(e.getMessage()));
  }

  private static String describe(CelIssue issue) {
    String message = issue.getMessage().replace(" (in container '')", "");
    int candidates = message.indexOf(" (candidates:");
    return "%s, at character %d"
        .formatted(
            candidates < 0 ? message : message.substring(0, candidates),
            issue.getSourceLocation().getColumn() + 1);
  }

  private static String withoutPlace(String message) {
    return message.replaceFirst("^evaluation error at [^:]*:\\d+: ", "");
  }
}
