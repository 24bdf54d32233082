/** Processes of our own: starting, watching, restarting and ending them. */
@NullMarked
package io.openclaw.local.process;

import org.jspecify.annotations.NullMarked;
