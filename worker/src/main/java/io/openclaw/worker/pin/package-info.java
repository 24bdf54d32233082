/** Skills are what their lock file says, or are not called. */
@NullMarked
package io.openclaw.worker.pin;

import org.jspecify.annotations.NullMarked;
