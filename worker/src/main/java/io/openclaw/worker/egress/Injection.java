package io.openclaw.worker.egress;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Puts a call's secrets into its requests, in place of what the call was shown of them.
 * Thread-safe.
 */
final class Injection {
  private final EgressPolicy policy;
  private final List<InjectedSecret> secrets;

  Injection(EgressPolicy policy, List<InjectedSecret> secrets) {
    this.policy = policy;
    this.secrets = List.copyOf(secrets);
  }

  /** The placeholders of the secrets, by the names of their variables. */
  Map<String, String> placeholders() {
    return secrets.stream()
        .collect(Collectors.toUnmodifiableMap(InjectedSecret::variable, InjectedSecret::shown));
  }

  /** Hosts to which requests have to go in plain, for the secrets to be put in. */
  List<String> hosts() {
    return secrets.stream()
        .flatMap(secret -> secret.hosts().stream())
        .map(HostPattern::toString)
        .distinct()
        .toList();
  }

  /** Where a request goes: with TLS wherever a secret may go along. */
  Route route(RequestHead head) {
    String host = HostPattern.normalOrEmpty(head.host());
    return Route.forwarded(
        head,
        !policy.isInside(head.host(), head.port())
            && secrets.stream().anyMatch(secret -> secret.isFor(host, Route.securePort(head))));
  }

  /** Those that may go to where a request goes. */
  List<InjectedSecret> secretsFor(Route route) {
    return secrets.stream().filter(secret -> secret.isFor(route.host(), route.port())).toList();
  }

  /** The head of a request as the host gets it. */
  String rewritten(Route route) {
    RequestHead head = route.head();
    String host = head.host().indexOf(':') < 0 ? head.host() : "[" + head.host() + "]";
    boolean isUsual = route.port() == (route.isSecure() ? 443 : 80);
    StringBuilder headers = new StringBuilder();
    head.headers().forEach(line -> headers.append(line).append("\r\n"));
    // What follows a question mark is what services repeat in their answers.
    int query = head.target().indexOf('?');
    String path = query < 0 ? head.target() : head.target().substring(0, query);
    return head.method()
        + " "
        + injected(path, route)
        + (query < 0 ? "" : head.target().substring(query))
        + " HTTP/1.1\r\n"
        + injected(headers.toString(), route)
        + ("Host: " + host + (isUsual ? "" : ":" + route.port()) + "\r\n")
        + "Connection: close\r\n\r\n";
  }

  /** Never where others could read along, nor where the host is asked to send back what it got. */
  private String injected(String part, Route route) {
    RequestHead head = route.head();
    boolean isSafe = route.isSecure() || policy.isInside(head.host(), route.port());
    if (!isSafe || head.method().equals("TRACE")) {
      return part;
    }
    String text = part;
    for (InjectedSecret secret : secretsFor(route)) {
      text = text.replace(secret.placeholder(), secret.value());
    }
    return text;
  }
}
