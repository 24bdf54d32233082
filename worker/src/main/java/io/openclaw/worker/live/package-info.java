/** The live view: what a running step lets people watch, on its way to the run's stream. */
@NullMarked
package io.openclaw.worker.live;

import org.jspecify.annotations.NullMarked;
