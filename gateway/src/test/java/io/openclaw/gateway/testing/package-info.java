/** What the integration tests drive the gateway with: real servers, and real clients. */
@NullMarked
package io.openclaw.gateway.testing;

import org.jspecify.annotations.NullMarked;
