/** The promises made to users, tried on the whole system through its public faces. */
@NullMarked
package io.openclaw.it;

import org.jspecify.annotations.NullMarked;
