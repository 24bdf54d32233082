/** The command line: {@code ./openclaw}. */
@NullMarked
package io.openclaw.local;

import org.jspecify.annotations.NullMarked;
