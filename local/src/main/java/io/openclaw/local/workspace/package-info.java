/** What the commands that add to a workspace have in common. */
@NullMarked
package io.openclaw.local.workspace;

import org.jspecify.annotations.NullMarked;
