/**
 * What agents write to each other, as a worker and the orchestrator, which keeps it, exchange it.
 */
@NullMarked
package io.openclaw.inbox;

import org.jspecify.annotations.NullMarked;
