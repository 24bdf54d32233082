package io.openclaw.worker.environment;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What Python and pip get of the worker's environment when they prepare a skill: how to reach and
 * trust a package index, and none of the worker's secrets, since building a package runs its code.
 */
final class ToolEnvironment {
  private static final Set<String> NAMES =
      Set.of(
          "PATH",
          "HOME",
          "TMPDIR",
          "LANG",
          "LC_ALL",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY",
          "http_proxy",
          "https_proxy",
          "no_proxy",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR",
          "REQUESTS_CA_BUNDLE",
          "XDG_CACHE_HOME",
          "XDG_CONFIG_HOME");

  private ToolEnvironment() {}

  static Map<String, String> of(Map<String, String> own) {
    return own.entrySet().stream()
        .filter(entry -> NAMES.contains(entry.getKey()) || entry.getKey().startsWith("PIP_"))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
