package io.openclaw.worker.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.Artifact;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The objects {@code {"artifact": name, …}} in inputs and outputs. Outside of a call they carry the
 * artifact's address and hash, inside of one its path on this machine as well.
 */
public final class ArtifactReferences {
  private static final String NAME = "artifact";
  private static final String URI = "uri";
  private static final String PATH = "path";

  private ArtifactReferences() {}

  /**
   * The names in an output that are to be completed. A reference that has an address already came
   * from an input and keeps it.
   */
  public static Set<String> names(JsonNode output) {
    Set<String> names = new LinkedHashSet<>();
    forEach(
        output,
        reference -> {
          if (!reference.has(URI)) {
            names.add(reference.get(NAME).textValue());
          }
        });
    return names;
  }

  /**
   * Completes the references of an output, in place.
   *
   * @param byName knows each of the {@link #names}
   */
  public static void complete(JsonNode output, Function<String, Artifact> byName) {
    forEach(
        output,
        reference -> {
          reference.remove(PATH);
          if (!reference.has(URI)) {
            describe(reference, byName.apply(reference.get(NAME).textValue()));
          }
        });
  }

  /**
   * Adds the paths to the references of an input, in place. A path that came from outside never
   * stays.
   *
   * @param find where the artifact of an address lies
   * @return the addresses that lead nowhere
   */
  public static List<String> addPaths(JsonNode input, Finder find) throws IOException {
    List<ObjectNode> references = new ArrayList<>();
    forEach(input, references::add);
    List<String> unknown = new ArrayList<>();
    for (ObjectNode reference : references) {
      reference.remove(PATH);
      if (reference.path(URI).isTextual()) {
        String uri = reference.get(URI).textValue();
        find.find(uri)
            .ifPresentOrElse(path -> reference.put(PATH, path.toString()), () -> unknown.add(uri));
      }
    }
    return unknown;
  }

  /** Knows where artifacts lie. */
  public interface Finder {
    Optional<Path> find(String uri) throws IOException;
  }

  private static void describe(ObjectNode reference, Artifact artifact) {
    reference.put(NAME, artifact.name());
    reference.put(URI, artifact.uri());
    reference.put("mediaType", artifact.mediaType());
    reference.put("size", artifact.size());
    reference.put("sha256", artifact.sha256());
  }

  private static void forEach(JsonNode node, Consumer<ObjectNode> action) {
    if (node instanceof ObjectNode object && object.path(NAME).isTextual()) {
      action.accept(object);
    }
    node.forEach(child -> forEach(child, action));
  }
}
