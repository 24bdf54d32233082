/** Makes a workspace of a folder, or says all that is wrong with it. */
@NullMarked
package io.openclaw.workspace.load;

import org.jspecify.annotations.NullMarked;
