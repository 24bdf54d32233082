/** The one place where a stored task moves. */
@NullMarked
package io.openclaw.orchestrator.task;

import org.jspecify.annotations.NullMarked;
