package io.openclaw.local.ask;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.local.terminal.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Measurements of a model, as tables. An output has them when its shape says so, whoever made it:
 *
 * <pre>
 * {"metrics": {"accuracy": 0.98, …},                        numbers by name; required
 *  "intervals": {"accuracy": [0.93, 1.0]},                  optional, like all that follows
 *  "baseline": {"strategy": "majority_class", "metrics": {"accuracy": 0.44}},
 *  "per_class": [{"class": "Adelie", "precision": 1.0, "recall": 0.97, …}],
 *  "confusion_matrix": {"labels": ["Adelie", …], "matrix": [[29, 1, 0], …]}}
 * </pre>
 *
 * The last three may stand inside {@code metrics} instead; {@code per_class} may be an object by
 * class, and a baseline a number {@code baseline_<metric>} inside {@code metrics}. Rows of a
 * confusion matrix are actual classes, columns predicted ones.
 */
record Metrics(
    Map<String, Double> values,
    Map<String, String> intervals,
    Map<String, Double> baseline,
    String strategy,
    Map<String, JsonNode> perClass,
    JsonNode confusion) {
  private static final String BASELINE = "baseline_";

  /** The measurements of an output, or null when it has none. */
  static @Nullable Metrics of(JsonNode output) {
    JsonNode metrics = output.path("metrics");
    Map<String, Double> values = numbers(metrics);
    Map<String, Double> baseline = numbers(part(output, "baseline").path("metrics"));
    for (String name : List.copyOf(values.keySet())) {
      if (name.startsWith(BASELINE)) {
        baseline.put(name.substring(BASELINE.length()), requireNonNull(values.remove(name)));
      }
    }
    if (values.isEmpty()) {
      return null;
    }
    Map<String, String> intervals = new LinkedHashMap<>();
    part(output, "intervals")
        .properties()
        .forEach(e -> intervals.put(e.getKey(), range(e.getValue())));
    return new Metrics(
        values,
        intervals,
        baseline,
        part(output, "baseline").path("strategy").asText(""),
        classes(part(output, "per_class")),
        part(output, "confusion_matrix"));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(overview().lines());
    if (!perClass.isEmpty()) {
      lines.add("");
      lines.addAll(classTable().lines());
    }
    JsonNode labels = confusion.path("labels");
    JsonNode matrix = confusion.path("matrix");
    if (!labels.isEmpty() && matrix.size() == labels.size()) {
      lines.add("");
      lines.addAll(matrixTable(labels, matrix).lines());
    }
    return lines;
  }

  private Table overview() {
    String against = strategy.isEmpty() ? "baseline" : "baseline (" + strategy + ")";
    Table table = new Table(Set.of(1, 2, 3));
    List<String> heading = new ArrayList<>(List.of("metric", "value"));
    if (!intervals.isEmpty()) {
      heading.add("95 % interval");
    }
    if (!baseline.isEmpty()) {
      heading.add(against);
    }
    table.row(heading);
    values.forEach((name, value) -> {
      List<String> row = new ArrayList<>(List.of(name, show(value)));
      if (!intervals.isEmpty()) {
        row.add(intervals.getOrDefault(name, ""));
      }
      if (!baseline.isEmpty()) {
        Double plain = baseline.get(name);
        row.add(plain == null ? "" : show(plain));
      }
      table.row(row);
    });
    return table;
  }

  private Table classTable() {
    Set<String> columns = new TreeSet<>(Metrics::usualOrder);
    perClass.values().forEach(of -> columns.addAll(numbers(of).keySet()));
    Table table = new Table(Set.of(1, 2, 3, 4, 5, 6, 7, 8));
    List<String> heading = new ArrayList<>(List.of("class"));
    heading.addAll(columns);
    table.row(heading);
    perClass.forEach((name, measured) -> {
      List<String> row = new ArrayList<>(List.of(name));
      columns.forEach(column -> row.add(show(measured.path(column))));
      table.row(row);
    });
    return table;
  }

  private static Table matrixTable(JsonNode labels, JsonNode matrix) {
    Set<Integer> numbers = new TreeSet<>();
    List<String> heading = new ArrayList<>(List.of("actual \\ predicted"));
    for (JsonNode label : labels) {
      heading.add(label.asText());
      numbers.add(heading.size() - 1);
    }
    Table table = new Table(numbers).row(heading);
    for (int i = 0; i < labels.size(); i++) {
      List<String> row = new ArrayList<>(List.of(labels.get(i).asText()));
      matrix.get(i).forEach(count -> row.add(count.asText()));
      table.row(row);
    }
    return table;
  }

  private static JsonNode part(JsonNode output, String name) {
    JsonNode beside = output.path(name);
    return beside.isMissingNode() ? output.path("metrics").path(name) : beside;
  }

  private static Map<String, Double> numbers(JsonNode object) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    object.properties().stream()
        .filter(e -> e.getValue().isNumber())
        .forEach(e -> numbers.put(e.getKey(), e.getValue().asDouble()));
    return numbers;
  }

  private static Map<String, JsonNode> classes(JsonNode perClass) {
    Map<String, JsonNode> classes = new LinkedHashMap<>();
    if (perClass.isArray()) {
      perClass.forEach(entry -> classes.put(entry.path("class").asText(), entry));
    } else {
      perClass.properties().forEach(e -> classes.put(e.getKey(), e.getValue()));
    }
    return classes;
  }

  private static int usualOrder(String a, String b) {
    List<String> usual = List.of("precision", "recall", "f1", "support");
    int first = usual.contains(a) ? usual.indexOf(a) : usual.size();
    int second = usual.contains(b) ? usual.indexOf(b) : usual.size();
    return first == second ? a.compareTo(b) : Integer.compare(first, second);
  }

  private static String range(JsonNode bounds) {
    return bounds.size() == 2 ? show(bounds.get(0)) + "–" + show(bounds.get(1)) : "";
  }

  private static String show(JsonNode value) {
    if (value.isIntegralNumber()) {
      return value.asText();
    }
    return value.isNumber() ? show(value.asDouble()) : "";
  }

  private static String show(double value) {
    return Math.abs(value) < 1000
        ? String.format(Locale.ROOT, "%.3f", value)
        : String.format(Locale.ROOT, "%.4g", value);
  }
}
