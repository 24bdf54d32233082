/** Additions to a workspace that happen as a whole or not at all. */
@NullMarked
package io.openclaw.local.workspace.change;

import org.jspecify.annotations.NullMarked;
