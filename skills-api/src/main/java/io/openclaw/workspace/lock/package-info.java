/** The lock file: what is written into it. */
@NullMarked
package io.openclaw.workspace.lock;

import org.jspecify.annotations.NullMarked;
