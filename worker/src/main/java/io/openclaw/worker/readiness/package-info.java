/** Which skills can run, for those who operate the worker. */
@NullMarked
package io.openclaw.worker.readiness;

import org.jspecify.annotations.NullMarked;
