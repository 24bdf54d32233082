/** Processes of the operating system, and how to be sure that they have ended. */
@NullMarked
package io.openclaw.worker.process;

import org.jspecify.annotations.NullMarked;
