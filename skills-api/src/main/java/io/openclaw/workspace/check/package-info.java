/** Checks what no file of a workspace can tell alone: whether they fit together. */
@NullMarked
package io.openclaw.workspace.check;

import org.jspecify.annotations.NullMarked;
