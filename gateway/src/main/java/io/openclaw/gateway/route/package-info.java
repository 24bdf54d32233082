/** Where a text would go, and why. */
@NullMarked
package io.openclaw.gateway.route;

import org.jspecify.annotations.NullMarked;
