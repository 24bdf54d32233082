/** Brings agents and skills from elsewhere into a workspace. */
@NullMarked
package io.openclaw.local.workspace.imports;

import org.jspecify.annotations.NullMarked;
