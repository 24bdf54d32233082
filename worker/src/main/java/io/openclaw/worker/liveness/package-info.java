/** Who this worker is, and that it lives. */
@NullMarked
package io.openclaw.worker.liveness;

import org.jspecify.annotations.NullMarked;
