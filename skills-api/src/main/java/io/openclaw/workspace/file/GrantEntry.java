package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.withDefault;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.yaml.AnyKey;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.ListOf;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.OptionalKey;
import io.openclaw.workspace.yaml.Place;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;
import io.openclaw.workspace.yaml.Word;
import io.openclaw.workspace.yaml.YamlMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * An entry of {@code permissions:}: it grants one kind of access, or refuses it with {@code false}.
 *
 * @param kinds what it speaks of, and where
 */
record GrantEntry(
    List<Name> kinds, int gpus, Place gpusAt, List<Name> paths, List<Name> endpoints) {
  private static final Scalar<String> FOLDER =
      Scalar.matching(
              "a folder below /workspace/, without . and ..",
              "/workspace(/[^/\\\\\\x00-\\x1f]+)+/?")
          .where(path -> !path.matches(".*/\\.\\.?(/.*)?"));

  private static final OptionalKey<Boolean> GPU_ACCESS =
      OptionalKey.of("gpu_access", Scalar.FLAG, "Whether its skills may use GPUs.");
  private static final Key<Integer> MAX_ALLOCATION =
      withDefault("max_allocation", Scalar.integer(0, 1024), 1, "How many GPUs at once.");
  private static final OptionalKey<Boolean> FILE_ACCESS =
      OptionalKey.of(
          "file_access", Scalar.FLAG, "Whether its skills may use files of the workspace.");
  private static final OptionalKey<List<Name>> PATHS =
      OptionalKey.of(
          "paths",
          new ListOf<>(new Word(FOLDER)),
          "Folders below /workspace/ that they may read and write.");
  private static final OptionalKey<Boolean> NETWORK_ACCESS =
      OptionalKey.of("network_access", Scalar.FLAG, "Whether its skills may use the network.");
  private static final OptionalKey<List<Name>> ALLOWED_ENDPOINTS =
      OptionalKey.of(
          "allowed_endpoints",
          new ListOf<>(new Word(NetworkShapes.HOST)),
          "Hosts that they may reach, for example api.example.org or *.example.org.");

  static final Shape<GrantEntry> GRANT =
      Shape.of(
          "One kind of access.",
          GrantEntry::read,
          GPU_ACCESS,
          MAX_ALLOCATION,
          FILE_ACCESS,
          PATHS,
          NETWORK_ACCESS,
          ALLOWED_ENDPOINTS);

  private static GrantEntry read(YamlMap map) {
    List<Name> kinds =
        Stream.of(GPU_ACCESS, FILE_ACCESS, NETWORK_ACCESS)
            .filter(map::has)
            .map(key -> new Name(key.name(), map.at(key)))
            .toList();
    if (kinds.isEmpty()
        && Stream.of(MAX_ALLOCATION, PATHS, ALLOWED_ENDPOINTS).noneMatch(map::has)) {
      map.problem(
          map.at(),
          ProblemCode.MISSING_KEY,
          "a permission needs one of gpu_access, file_access, network_access");
    }
    return new GrantEntry(
        kinds,
        isGranted(map, GPU_ACCESS, MAX_ALLOCATION) ? map.get(MAX_ALLOCATION) : 0,
        map.at(MAX_ALLOCATION),
        names(map, FILE_ACCESS, PATHS),
        names(map, NETWORK_ACCESS, ALLOWED_ENDPOINTS));
  }

  private static List<Name> names(
      YamlMap map, OptionalKey<Boolean> access, OptionalKey<List<Name>> key) {
    List<Name> names = map.get(key);
    if (!isGranted(map, access, key)) {
      return List.of();
    }
    if (names == null) {
      map.problem(map.at(), ProblemCode.MISSING_KEY, "\"" + key.name() + "\" is missing");
      return List.of();
    }
    return names;
  }

  /** What stands beside no grant would look like one, and be none. */
  private static boolean isGranted(YamlMap map, OptionalKey<Boolean> access, AnyKey extent) {
    if (map.has(extent) && !map.has(access)) {
      map.problem(
          extent,
          ProblemCode.MISSING_KEY,
          "\"%s\" means nothing without \"%s: true\" beside it"
              .formatted(extent.name(), access.name()));
    }
    return Boolean.TRUE.equals(map.get(access));
  }
}
