/** The files that steps make: where they lie, how outputs name them. */
@NullMarked
package io.openclaw.worker.artifact;

import org.jspecify.annotations.NullMarked;
