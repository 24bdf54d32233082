/** Starts tasks by the clock. */
@NullMarked
package io.openclaw.orchestrator.schedule;

import org.jspecify.annotations.NullMarked;
