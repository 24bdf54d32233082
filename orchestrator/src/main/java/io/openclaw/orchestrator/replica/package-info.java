/** Whether this replica takes its part of the work. */
@NullMarked
package io.openclaw.orchestrator.replica;

import org.jspecify.annotations.NullMarked;
