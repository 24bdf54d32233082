/** Tasks that start by the clock, as clients see them. */
@NullMarked
package io.openclaw.gateway.schedule;

import org.jspecify.annotations.NullMarked;
