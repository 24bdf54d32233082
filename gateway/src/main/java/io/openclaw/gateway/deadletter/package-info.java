/** Messages that nothing could be made of, for who may administer. */
@NullMarked
package io.openclaw.gateway.deadletter;

import org.jspecify.annotations.NullMarked;
