package io.openclaw.gateway.task;

import io.openclaw.gateway.problem.ProblemException;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The parameters of a list. One that is misspelt would otherwise be ignored, and the list be a
 * wrong one.
 */
public final class ListQuery {
  private ListQuery() {}

  /**
   * What was asked with; several values of one name with commas between.
   *
   * @param known all names that there are
   */
  public static Map<String, String> of(UriInfo uri, List<String> known) {
    Map<String, String> query = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> each : uri.getQueryParameters().entrySet()) {
      if (!known.contains(each.getKey())) {
        throw ProblemException.invalid(
            each.getKey(),
            "there is no such parameter; there are: " + String.join(", ", new TreeSet<>(known)));
      }
      query.put(each.getKey(), String.join(",", each.getValue()));
    }
    return query;
  }
}
