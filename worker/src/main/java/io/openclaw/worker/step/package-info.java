/** Steps: how one comes in, is taken, runs under supervision, and is reported. */
@NullMarked
package io.openclaw.worker.step;

import org.jspecify.annotations.NullMarked;
