/** Tasks that start by the clock: when, and what is asked for then. */
@NullMarked
package io.openclaw.schedule;

import org.jspecify.annotations.NullMarked;
