package io.openclaw.gateway.ws;

import io.quarkus.websockets.next.WebSocket;

/** The protocol at {@code /}, where the protocol's clients look. */
@WebSocket(path = "/")
class RootSocket extends ProtocolSocket {
  RootSocket(Sessions sessions) {
    super(sessions);
  }
}
