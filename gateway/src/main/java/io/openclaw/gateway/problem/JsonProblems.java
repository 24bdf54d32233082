package io.openclaw.gateway.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in the client's terms what Jackson found wrong with its JSON. */
public final class JsonProblems {
  private JsonProblems() {}

  public static ProblemException of(JsonProcessingException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown -> unknownMember(unknown);
      case MismatchedInputException mismatch when !mismatch.getPath().isEmpty() ->
          ProblemException.invalid(path(mismatch.getPath()), expectation(mismatch));
      case StreamReadException syntax -> malformed(syntax.getOriginalMessage(), syntax);
      case StreamConstraintsException limit when isAboutDepth(limit) ->
          ProblemException.tooDeep("the JSON");
      case StreamConstraintsException limit -> malformed(limit.getOriginalMessage(), limit);
      // What goes wrong inside a value comes wrapped, the true failure as its cause.
      case JsonMappingException mapping when mapping.getCause() instanceof ProblemException cause ->
          cause;
      case JsonMappingException mapping
          when mapping.getCause() instanceof JsonProcessingException cause ->
          of(cause);
      case MismatchedInputException mismatch -> malformed(wholeBody(mismatch), mismatch);
      default -> malformed(e.getOriginalMessage(), e);
    };
  }

  /** There is one exception for all limits, and only its text says which. */
  private static boolean isAboutDepth(StreamConstraintsException e) {
    return e.getOriginalMessage().startsWith("Document nesting depth");
  }

  private static String wholeBody(MismatchedInputException e) {
    return e.getOriginalMessage().startsWith("Trailing token")
        ? "there is something after the JSON object"
        : "expected a JSON object";
  }

  private static ProblemException unknownMember(UnrecognizedPropertyException e) {
    Collection<Object> known = e.getKnownPropertyIds();
    String hint =
        known == null
            ? ""
            : known.stream()
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", ", "; there are: ", ""));
    return ProblemException.invalid(path(e.getPath()), "there is no such member" + hint);
  }

  private static String expectation(MismatchedInputException e) {
    Class<?> type = e.getTargetType();
    String wanted =
        type == null
            ? "another type"
            : type == String.class
                ? "a string"
                : Map.class.isAssignableFrom(type) ? "an object" : type.getSimpleName();
    String got = e instanceof InvalidFormatException format ? ", not " + format.getValue() : "";
    return "must be " + wanted + got + at(e.getLocation());
  }

  private static ProblemException malformed(String message, JsonProcessingException e) {
    String what = e instanceof JsonEOFException ? "the JSON ends too early" : firstLine(message);
    return ProblemException.of(ProblemCode.MALFORMED_JSON, what + at(e.getLocation()));
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  private static String at(@Nullable JsonLocation location) {
    return location == null || location.getLineNr() < 1
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }

  private static String path(List<JsonMappingException.Reference> path) {
    StringBuilder text = new StringBuilder();
    for (JsonMappingException.Reference step : path) {
      if (step.getFieldName() == null) {
        text.append('[').append(step.getIndex()).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return text.toString();
  }
}
