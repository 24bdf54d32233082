/** Deletes what is finished and has been kept long enough, with its files. */
@NullMarked
package io.openclaw.orchestrator.retention;

import org.jspecify.annotations.NullMarked;
