package io.openclaw.worker.egress;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * A secret, and what stands for it in one call. The placeholder means nothing elsewhere and ends
 * with the call. Where the secret is an address whose path is the secret, as with incoming
 * webhooks, the handler sees the address with a placeholder for the path.
 *
 * @param shown what the handler finds in its environment
 * @param placeholder the part of it that is replaced
 * @param value what replaces it
 * @param hosts where it is replaced
 */
record InjectedSecret(
    String variable, String shown, String placeholder, String value, List<HostPattern> hosts) {
  private static final SecureRandom RANDOM = new SecureRandom();

  InjectedSecret {
    hosts = List.copyOf(hosts);
  }

  static InjectedSecret of(String variable, String secret, List<HostPattern> hosts) {
    String placeholder = "openclaw-secret-" + HexFormat.of().formatHex(random());
    int path = pathOf(secret);
    String shown = secret.substring(0, path) + placeholder;
    return new InjectedSecret(variable, shown, placeholder, secret.substring(path), hosts);
  }

  boolean isFor(String host, int port) {
    return hosts.stream().anyMatch(pattern -> pattern.matches(host, port));
  }

  private static byte[] random() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** Where an address's path begins, behind its first slash; 0 for what is no such address. */
  private static int pathOf(String secret) {
    if (!secret.startsWith("https://") && !secret.startsWith("http://")) {
      return 0;
    }
    int slash = secret.indexOf('/', secret.indexOf("//") + 2);
    boolean isPlain = slash > 0 && slash < secret.length() - 1 && secret.indexOf('@') < 0;
    return isPlain ? slash + 1 : 0;
  }

  /** Never with the secret. */
  @Override
  public String toString() {
    return "InjectedSecret[" + variable + " for " + hosts + "]";
  }
}
