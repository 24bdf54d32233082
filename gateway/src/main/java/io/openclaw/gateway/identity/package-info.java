/** Who calls, and what they may: nothing is let through that this package has not passed. */
@NullMarked
package io.openclaw.gateway.identity;

import org.jspecify.annotations.NullMarked;
