/** Hears what the workers say of their steps. */
@NullMarked
package io.openclaw.orchestrator.report;

import org.jspecify.annotations.NullMarked;
