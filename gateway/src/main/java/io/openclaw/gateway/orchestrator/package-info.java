/** What the orchestrator knows, asked over HTTP. */
@NullMarked
package io.openclaw.gateway.orchestrator;

import org.jspecify.annotations.NullMarked;
