/** Knows which workers live, and takes their steps away from those that don't. */
@NullMarked
package io.openclaw.orchestrator.worker;

import org.jspecify.annotations.NullMarked;
