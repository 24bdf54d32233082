/** Values that are too large to be carried along: out of results, and into steps again. */
@NullMarked
package io.openclaw.worker.value;

import org.jspecify.annotations.NullMarked;
