/** The GPUs of this machine, leased to calls of skills. */
@NullMarked
package io.openclaw.worker.gpu;

import org.jspecify.annotations.NullMarked;
