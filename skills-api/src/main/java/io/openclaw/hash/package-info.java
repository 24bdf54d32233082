/** What things are known by that follows from what they consist of. */
@NullMarked
package io.openclaw.hash;

import org.jspecify.annotations.NullMarked;
