package io.openclaw.gateway.ws;

import io.quarkus.websockets.next.WebSocket;

/** The protocol at {@code /ws}, for proxies that route by path. */
@WebSocket(path = "/ws")
class NamedSocket extends ProtocolSocket {
  NamedSocket(Sessions sessions) {
    super(sessions);
  }
}
