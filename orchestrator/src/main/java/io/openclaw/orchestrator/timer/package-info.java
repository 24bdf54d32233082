/** Wakes tasks when something in them is due. */
@NullMarked
package io.openclaw.orchestrator.timer;

import org.jspecify.annotations.NullMarked;
