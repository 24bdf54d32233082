package io.openclaw.gateway.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may open a WebSocket. A browser sends the page's origin with the upgrade and lets
 * any page try, so a foreign one is refused here: only the gateway's own host and the configured
 * origins pass. Programs that are no browser send no origin.
 */
final class OriginRule {
  private final Set<String> allowed = new HashSet<>();

  OriginRule(List<String> allowed) {
    allowed.forEach(origin -> this.allowed.add(normal(origin)));
  }

  boolean allows(String origin, @Nullable String host) {
    return allowed.contains(normal(origin)) || isSameHost(origin, host);
  }

  private static boolean isSameHost(String origin, @Nullable String host) {
    try {
      String authority = new URI(origin).getAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (URISyntaxException e) {
      // Browsers say "null" and the like for pages without an origin: those are no host of ours.
      return false;
    }
  }

  private static String normal(String origin) {
    String lower = origin.toLowerCase(Locale.ROOT);
    return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
