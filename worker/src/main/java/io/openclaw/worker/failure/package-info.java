/** Why steps fail: the one list of codes that the worker itself gives. */
@NullMarked
package io.openclaw.worker.failure;

import org.jspecify.annotations.NullMarked;
