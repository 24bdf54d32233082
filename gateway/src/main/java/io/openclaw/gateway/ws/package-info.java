/** The Gateway protocol, version 4, over WebSocket. */
@NullMarked
package io.openclaw.gateway.ws;

import org.jspecify.annotations.NullMarked;
