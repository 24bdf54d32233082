/** The servers and the services as one: started together, supervised, stopped in order. */
@NullMarked
package io.openclaw.local.stack;

import org.jspecify.annotations.NullMarked;
