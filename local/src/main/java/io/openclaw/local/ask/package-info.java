/** A task from the terminal: submitted, followed live, and its results shown. */
@NullMarked
package io.openclaw.local.ask;

import org.jspecify.annotations.NullMarked;
