package io.openclaw.worker.egress;

import org.jspecify.annotations.Nullable;

/**
 * How a call's request goes to its host.
 *
 * @param head what was asked for
 * @param port of the host, which is another one than asked for where a secret goes along
 * @param isSecure whether the proxy speaks TLS with the host
 * @param mail where the host is a mail server
 */
record Route(RequestHead head, int port, boolean isSecure, @Nullable Submission mail) {
  /** A tunnel, through which nothing is seen but where it leads. */
  static Route tunnel(RequestHead head) {
    Submission mail = Submission.of(head).orElse(null);
    return new Route(head, head.port(), mail != null, mail);
  }

  /** A request that is forwarded, with TLS where it was asked for or a secret is to go along. */
  static Route forwarded(RequestHead head, boolean isInjected) {
    int port = isInjected ? securePort(head) : head.port();
    return new Route(head, port, isInjected || head.isSecure(), null);
  }

  /** Where a host is asked that was named without TLS. */
  static int securePort(RequestHead head) {
    return head.port() == 80 ? 443 : head.port();
  }

  /** The host's name as it is compared and logged; empty where it is none. */
  String host() {
    return HostPattern.normalOrEmpty(head.host());
  }
}
