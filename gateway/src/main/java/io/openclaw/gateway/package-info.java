/** The edge of the system: HTTP and WebSocket in, commands to Kafka out, the live view back. */
@NullMarked
package io.openclaw.gateway;

import org.jspecify.annotations.NullMarked;
