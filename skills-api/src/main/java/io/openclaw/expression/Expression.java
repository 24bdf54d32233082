package io.openclaw.expression;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

  private static final Pattern UNKNOWN = Pattern.compile("undeclared reference to '([^']*)'");

  /**
   * Numbers are compared as numbers, whatever JSON has written them as; and loops within loops over
   * long lists come to an end that somebody waits for.
   */
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .comprehensionMaxIterations(100_000)
          .build();

  private static final Comparator<CelIssue> BY_PLACE =
      Comparator.comparingInt((CelIssue issue) -> issue.getSourceLocation().getLine())
          .thenComparingInt(issue -> issue.getSourceLocation().getColumn());

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
  private final List<StepReference> steps;

  /**
   * What an expression is remembered by. However many values a request brings, and whatever they
   * are called, it is read once, and no more of the names is kept than stands in its text.
   *
   * @param names those of the known ones that it may use
   */
  private record Source(String text, Set<String> names) {
    static Source of(String text, Collection<String> known) {
      Set<String> names = new HashSet<>();
      Matcher words = IDENTIFIER.matcher(text);
      while (words.find()) {
        names.add(words.group());
      }
      names.removeIf(name -> !isIdentifier(name) || !known.contains(name));
      return new Source(text, names);
    }
  }

  private Expression(CelRuntime.Program program, List<StepReference> steps) {
    this.program = program;
    this.steps = steps;
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
    Source source = Source.of(text, names);
    Expression known = RECENT.get(source);
    if (known != null) {
      return known;
    }
    Expression expression = read(source);
    RECENT.put(source, expression);
    return expression;
  }

  private static Expression read(Source source) throws ExpressionException {
    CelBuilder builder =
        CelFactory.standardCelBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setResultType(SimpleType.BOOL);
    builder.addVar(VALUES, SimpleType.DYN).addVar(STEPS, SimpleType.DYN);
    source.names().forEach(name -> builder.addVar(name, SimpleType.DYN));
    Cel cel = builder.build();
    try {
      CelAbstractSyntaxTree tree = cel.compile(source.text()).getAst();
      return new Expression(cel.createProgram(tree), StepReference.in(tree));
    } catch (CelValidationException e) {
      throw refusal(e);
    } catch (CelEvaluationException e) {
      throw new ExpressionException(String.valueOf(e.getMessage()), null);
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
    Map<String, Object> known = CelValues.of(values);
    Map<String, String> ended = Map.copyOf(steps);
    Object result;
    try {
      result = program.eval(name -> Optional.ofNullable(variable(name, known, ended)));
    } catch (CelEvaluationException e) {
      throw new ExpressionException(describe(e), null);
    }
    if (result instanceof Boolean truth) {
      return truth;
    }
    // What a value's type is, is not known before.
    throw new ExpressionException("it comes to neither true nor false", null);
  }

  /** The steps that it asks for by their ids, there or not. */
  public List<StepReference> steps() {
    return steps;
  }

  /** Whether a value of that name can be used by its name alone. */
  public static boolean isIdentifier(String name) {
    return IDENTIFIER.matcher(name).matches() && !name.equals(VALUES) && !name.equals(STEPS);
  }

  /** Looked up one by one: what the expression does not ask for need not be readable. */
  private static @Nullable Object variable(
      String name, Map<String, Object> values, Map<String, String> steps) {
    return switch (name) {
      case VALUES -> values;
      case STEPS -> steps;
      default -> values.get(name);
    };
  }

  private static ExpressionException refusal(CelValidationException e) {
    return e.getErrors().stream()
        .min(BY_PLACE)
        .map(issue -> new ExpressionException(describe(issue), unknown(issue)))
        .orElseGet(() -> new ExpressionException(String.valueOf(e.getMessage()), null));
  }

  private static @Nullable String unknown(CelIssue issue) {
    Matcher unknown = UNKNOWN.matcher(issue.getMessage());
    return unknown.find() ? unknown.group(1) : null;
  }

  /** Without the lists of what might have been there, which name CEL's own functions and tokens. */
  private static String describe(CelIssue issue) {
    String message = issue.getMessage().replace(" (in container '')", "");
    return "%s, at %s"
        .formatted(
            message.replaceFirst(" \\(candidates:.*| expecting \\{.*", ""),
            place(issue.getSourceLocation()));
  }

  /** For a person. */
  static String place(CelSourceLocation location) {
    return "%scharacter %d"
        .formatted(
            location.getLine() > 1 ? "line " + location.getLine() + ", " : "",
            location.getColumn() + 1);
  }

  private static String describe(CelEvaluationException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof StoredValueException) {
        return String.valueOf(cause.getMessage());
      }
    }
    String message =
        String.valueOf(e.getMessage()).replaceFirst("^evaluation error[^:]*(:\\d+)?: ", "");
    return e.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND && !message.contains(" ")
        ? "there is no '" + message + "'"
        : message;
  }
}
