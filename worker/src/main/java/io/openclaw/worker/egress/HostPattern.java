package io.openclaw.worker.egress;

import static java.util.Objects.requireNonNull;

import java.net.IDN;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that a grant means.
 *
 * @param name in lower case and ASCII
 * @param isBelow whether all names below it are meant, and not itself
 * @param port the only one; null: {@link #WEB_PORTS}
 */
public record HostPattern(String name, boolean isBelow, @Nullable Integer port) {
  /** Where a grant names no port. */
  public static final Set<Integer> WEB_PORTS = Set.of(80, 443);

  private static final String BELOW = "*.";

  public HostPattern {
    requireNonNull(name, "name is null");
  }

  /**
   * As grants are written: {@code api.example.org}, {@code *.example.org}, {@code
   * api.example.org:8443}.
   *
   * @throws IllegalArgumentException where it is no host
   */
  public static HostPattern of(String text) {
    boolean isBelow = text.startsWith(BELOW);
    String rest = isBelow ? text.substring(BELOW.length()) : text;
    int colon = rest.indexOf(':');
    Integer port = colon < 0 ? null : Integer.valueOf(rest.substring(colon + 1));
    return new HostPattern(normal(colon < 0 ? rest : rest.substring(0, colon)), isBelow, port);
  }

  /**
   * Whether it means a host.
   *
   * @param host as {@link #normal} gives it
   */
  boolean matches(String host, int asked) {
    boolean isPort = port == null ? WEB_PORTS.contains(asked) : port == asked;
    return isPort && (isBelow ? host.endsWith("." + name) : host.equals(name));
  }

  /**
   * A host's name in the form in which names are compared: ASCII, lower case, no dot at the end.
   *
   * @throws IllegalArgumentException where it is no name
   */
  static String normal(String host) {
    String plain = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String ascii = IDN.toASCII(plain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    if (ascii.isEmpty() || ascii.startsWith(".")) {
      throw new IllegalArgumentException("no name of a host");
    }
    return ascii;
  }

  /** As {@link #normal}, and empty where it is no name, which no pattern matches. */
  static String normalOrEmpty(String host) {
    try {
      return normal(host);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  @Override
  public String toString() {
    return (isBelow ? BELOW : "") + name + (port == null ? "" : ":" + port);
  }
}
