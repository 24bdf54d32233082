package io.openclaw.worker.egress;

import io.openclaw.worker.egress.EgressDecision.Granted;
import io.openclaw.worker.egress.EgressDecision.Reason;
import io.openclaw.worker.egress.EgressDecision.Refused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Decides which hosts one call may reach: by name before the name is looked up, so that a lookup
 * tells nobody anything, and by address afterwards. Immutable.
 */
final class EgressPolicy {
  private final List<HostPattern> granted;
  private final List<HostPattern> inside;
  private final Resolver resolver;

  /**
   * @param granted what the agent and the skill were granted
   * @param inside hosts that the operator lets skills reach although their addresses are private
   */
  EgressPolicy(List<HostPattern> granted, List<HostPattern> inside, Resolver resolver) {
    this.granted = List.copyOf(granted);
    this.inside = List.copyOf(inside);
    this.resolver = resolver;
  }

  /** Decides; blocks while the name is looked up. */
  EgressDecision decide(String name, int port) {
    String host;
    try {
      host = HostPattern.normal(name);
    } catch (IllegalArgumentException e) {
      return new Refused(Reason.MALFORMED, "what was asked for is no name of a host");
    }
    if (granted.stream().noneMatch(pattern -> pattern.matches(host, port))) {
      return new Refused(
          Reason.NOT_GRANTED,
          "%s:%d is granted neither to the agent nor to the skill; granted: %s"
              .formatted(host, port, granted));
    }
    try {
      return decide(host, port, resolver.resolve(host));
    } catch (UnknownHostException e) {
      return new Refused(Reason.UNKNOWN_HOST, host + " has no address");
    }
  }

  /** Whether the operator has said that a host is reached although it is private. */
  boolean isInside(String name, int port) {
    try {
      String host = HostPattern.normal(name);
      return inside.stream().anyMatch(pattern -> pattern.matches(host, port));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** All of them have to be right: which one a client takes is for nobody to choose. */
  private EgressDecision decide(String host, int port, List<InetAddress> addresses) {
    boolean isInside = isInside(host, port);
    for (InetAddress address : addresses) {
      if (PublicAddresses.isForbidden(address)
          || (!isInside && !PublicAddresses.contains(address))) {
        return new Refused(
            Reason.NOT_PUBLIC,
            "%s:%d has an address that is not public; where that is meant, the operator adds %s:%d to OPENCLAW_EGRESS_PRIVATE"
                .formatted(host, port, host, port));
      }
    }
    return addresses.isEmpty()
        ? new Refused(Reason.UNKNOWN_HOST, host + " has no address")
        : new Granted(addresses);
  }
}
