/** Whether the process lives and is ready for requests. */
@NullMarked
package io.openclaw.gateway.health;

import org.jspecify.annotations.NullMarked;
