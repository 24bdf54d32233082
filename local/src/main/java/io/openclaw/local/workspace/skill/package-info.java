/** Makes skills with a small handler that works. */
@NullMarked
package io.openclaw.local.workspace.skill;

import org.jspecify.annotations.NullMarked;
