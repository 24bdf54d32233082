/** The agents and skills that this installation has. */
@NullMarked
package io.openclaw.gateway.workspace;

import org.jspecify.annotations.NullMarked;
