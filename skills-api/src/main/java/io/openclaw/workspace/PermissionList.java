package io.openclaw.workspace;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An agent's {@code permissions}: a list of maps, each of which grants one kind of access, or
 * refuses it with {@code false}.
 */
final class PermissionList {
  private static final List<String> KINDS = List.of("gpu_access", "file_access", "network_access");

  private static final Pattern FOLDER = Pattern.compile("/workspace(/[^/\\\\\\x00-\\x1f]+)+/?");
  private static final Pattern HOST =
      Pattern.compile("(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9-]+)*");

  private final Set<String> seen = new HashSet<>();
  private final List<String> paths = new ArrayList<>();
  private final List<String> endpoints = new ArrayList<>();
  private int gpus;

  private PermissionList() {}

  static Permissions read(List<YamlMap> entries) {
    PermissionList list = new PermissionList();
    entries.forEach(list::add);
    return new Permissions(list.gpus, list.paths, list.endpoints);
  }

  private void add(YamlMap entry) {
    if (KINDS.stream().noneMatch(entry::has)) {
      entry.problem(
          entry.at(),
          ProblemCode.MISSING_KEY,
          "a permission needs one of " + String.join(", ", KINDS));
    }
    if (granted(entry, "gpu_access")) {
      gpus = entry.get("max_allocation", Scalar.integer(0, 1024), 1);
    }
    if (granted(entry, "file_access")) {
      paths.addAll(folders(entry));
    }
    if (granted(entry, "network_access")) {
      endpoints.addAll(hosts(entry));
    }
  }

  private boolean granted(YamlMap entry, String kind) {
    if (!entry.has(kind)) {
      return false;
    }
    if (!seen.add(kind)) {
      entry.problem(kind, ProblemCode.DUPLICATE_KEY, kind + " is there already");
    }
    return entry.get(kind, Scalar.FLAG);
  }

  private static List<String> folders(YamlMap entry) {
    List<Name> folders = required(entry, "paths");
    for (Name folder : folders) {
      if (!FOLDER.matches(folder.value()) || folder.value().matches(".*/\\.\\.?(/.*)?")) {
        entry.problem(
            folder.at(),
            ProblemCode.INVALID_VALUE,
            folder + " must be a folder below /workspace/, without . and ..");
      }
    }
    return folders.stream().map(Name::value).toList();
  }

  private static List<String> hosts(YamlMap entry) {
    List<Name> hosts = required(entry, "allowed_endpoints");
    for (Name host : hosts) {
      if (!HOST.matches(host.value())) {
        entry.problem(
            host.at(),
            ProblemCode.INVALID_VALUE,
            host + " must be a host such as api.example.org, or *.example.org for all below");
      }
    }
    return hosts.stream().map(Name::value).toList();
  }

  private static List<Name> required(YamlMap entry, String key) {
    if (!entry.has(key)) {
      entry.problem(entry.at(), ProblemCode.MISSING_KEY, "\"" + key + "\" is missing");
    }
    return entry.names(key);
  }
}
