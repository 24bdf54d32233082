/**
 * How a task moves. Pure: no input or output, no clock, no randomness; what comes in from outside
 * is an argument, what goes out is part of the {@link io.openclaw.orchestrator.engine.Decision}.
 * Everything here may be called from any thread.
 */
@NullMarked
package io.openclaw.orchestrator.engine;

import org.jspecify.annotations.NullMarked;
