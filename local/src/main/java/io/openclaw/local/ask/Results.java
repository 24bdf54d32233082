package io.openclaw.local.ask;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.ValueReference;
import io.openclaw.local.terminal.Table;
import io.openclaw.local.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a task came to: each output's summary and measurements, those that the plan wants first, and
 * where the files lie on this machine. Knows no output by name, only by shape.
 */
final class Results {
  private static final String INDENT = "  ";

  /** Of an output that nothing is known of. */
  private static final int MOST_LINES = 40;

  private final Terminal terminal;
  private final AgentNames names;
  private final Transcript transcript;
  private final Path artifacts;
  private final Path workspace;
  private final Consumer<String> line;
  private final Set<Metrics> shown = new HashSet<>();
  private final Set<String> said = new HashSet<>();

  /**
   * @param transcript what was shown before: nothing of it is said again
   * @param artifacts the folder of all tasks' artifacts
   * @param workspace what {@code workspace/} means in an output
   * @param line where the lines go
   */
  Results(
      Terminal terminal,
      AgentNames names,
      Transcript transcript,
      Path artifacts,
      Path workspace,
      Consumer<String> line) {
    this.terminal = requireNonNull(terminal, "terminal is null");
    this.names = requireNonNull(names, "names is null");
    this.transcript = requireNonNull(transcript, "transcript is null");
    this.artifacts = requireNonNull(artifacts, "artifacts is null");
    this.workspace = requireNonNull(workspace, "workspace is null");
    this.line = requireNonNull(line, "line is null");
  }

  /** Shows a task's or a step's result. */
  void show(JsonNode result) {
    String text = result.path("text").asText("").strip();
    if (said.add(text) && !transcript.hasSaid(text)) {
      List<String> lines = new ArrayList<>();
      prose(text, "", lines);
      line.accept("");
      lines.forEach(line);
    }
    JsonNode outputs = result.path("outputs");
    Set<String> later = new LinkedHashSet<>();
    outputs.fieldNames().forEachRemaining(later::add);
    for (PlannedStep step : transcript.plan()) {
      String name = step.expectedOutput();
      if (name != null && later.remove(name)) {
        titled(name + "  " + terminal.dim(step.name()), outputs.path(name));
      }
    }
    later.forEach(name -> titled(name, outputs.path(name)));
    files(result.path("artifacts"));
  }

  /** What was shown before leaves nothing to show, and then needs no title. */
  private void titled(String title, JsonNode output) {
    List<String> lines = new ArrayList<>();
    output(output, INDENT, lines);
    if (!lines.isEmpty()) {
      line.accept("");
      line.accept(terminal.bold(title));
      lines.forEach(line);
    }
  }

  private void output(JsonNode output, String indent, List<String> lines) {
    ValueReference stored = ValueReference.of(output);
    if (stored != null) {
      lines.add(indent + stored(stored));
      return;
    }
    if (isByAgent(output)) {
      for (Map.Entry<String, JsonNode> part : output.properties()) {
        lines.add(indent + names.of(part.getKey()));
        output(part.getValue(), indent + INDENT, lines);
      }
      return;
    }
    Metrics metrics = output.isObject() ? Metrics.of(output) : null;
    if (!output.path("summary").isTextual() && metrics == null) {
      values(output, indent, lines);
      return;
    }
    String summary = output.path("summary").asText("").strip();
    if (said.add(summary)) {
      prose(summary, indent, lines);
    }
    folders(output, indent, lines);
    if (metrics != null && shown.add(metrics)) {
      lines.add("");
      metrics.lines().forEach(l -> lines.add(l.isEmpty() ? "" : indent + l));
    }
  }

  /** Of a shape that nothing is known of. */
  private void values(JsonNode output, String indent, List<String> lines) {
    List<String> all = JsonText.lines(output);
    all.stream().limit(MOST_LINES).forEach(l -> prose(l, indent, lines));
    if (all.size() > MOST_LINES) {
      lines.add(
          indent
              + terminal.dim(
                  "… %d lines more; all with --json".formatted(all.size() - MOST_LINES)));
    }
  }

  /** A step that several agents did has one output for each. */
  private static boolean isByAgent(JsonNode output) {
    return output.isObject()
        && !output.isEmpty()
        && output.properties().stream()
            .allMatch(e ->
                ValueReference.of(e.getValue()) != null
                    || (e.getValue().isObject() && e.getValue().has("summary")));
  }

  /** Of a value that is too large to be shown: what it is, its size, and where it lies. */
  private String stored(ValueReference reference) {
    String what =
        Stream.of(
                reference.type(),
                reference.length() == null ? null : "of " + reference.length() + " elements")
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));
    return (what.isEmpty() ? "" : what + "  ")
        + size(reference.bytes())
        + "  "
        + location(reference.uri());
  }

  /** What an output made in the workspace: its texts that are virtual paths and lead somewhere. */
  private void folders(JsonNode output, String indent, List<String> lines) {
    for (Map.Entry<String, JsonNode> member : output.properties()) {
      String text = member.getValue().isTextual() ? member.getValue().asText() : "";
      String path = text.startsWith("/") ? text.substring(1) : text;
      if (path.startsWith("workspace/") && path.indexOf('\n') < 0) {
        Path local = workspace.resolve(path.substring("workspace/".length())).normalize();
        if (local.startsWith(workspace) && Files.exists(local)) {
          lines.add(indent + member.getKey() + "  " + local);
        }
      }
    }
  }

  /** Unlike paths and tables, which must stay in one piece. */
  private void prose(String text, String indent, List<String> lines) {
    int columns = terminal.isInteractive() ? terminal.width() - indent.length() : Integer.MAX_VALUE;
    text.lines().flatMap(l -> Words.wrap(l, columns).stream()).forEach(l -> lines.add(indent + l));
  }

  private void files(JsonNode list) {
    if (list.isEmpty()) {
      return;
    }
    line.accept("");
    line.accept(terminal.bold("Files"));
    Table table = new Table(Set.of(1));
    for (JsonNode artifact : list) {
      table.row(
          artifact.path("name").asText(),
          size(artifact.path("size").asLong()),
          location(artifact.path("uri").asText()));
    }
    table.lines().forEach(l -> line.accept(INDENT + l));
  }

  private String location(String uri) {
    String path = uri.startsWith("artifact:") ? uri.substring("artifact:".length()) : "";
    Path local = artifacts.resolve(path).normalize();
    return path.isEmpty() || !local.startsWith(artifacts) ? uri : local.toString();
  }

  private static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
