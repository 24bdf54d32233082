/** Messages that nothing could be made of, as operators see them. */
@NullMarked
package io.openclaw.deadletter;

import org.jspecify.annotations.NullMarked;
