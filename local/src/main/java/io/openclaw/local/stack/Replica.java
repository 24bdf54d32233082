package io.openclaw.local.stack;

import static java.util.Objects.requireNonNull;

/**
 * One process of a service, of which there may be several.
 *
 * @param service which of the three
 * @param name of the process: that of its service, from the second one on with its number
 */
record Replica(String service, String name, int port) {
  Replica {
    requireNonNull(service, "service is null");
    requireNonNull(name, "name is null");
  }

  static String name(String service, int number) {
    return number == 1 ? service : service + "-" + number;
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }
}
