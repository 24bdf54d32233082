/** A run as it happens: one reader of its stream, shared by every client that watches it. */
@NullMarked
package io.openclaw.gateway.live;

import org.jspecify.annotations.NullMarked;
