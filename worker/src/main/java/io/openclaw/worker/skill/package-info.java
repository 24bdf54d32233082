/** Calling a skill's handler: checks before, the process itself, checks after. */
@NullMarked
package io.openclaw.worker.skill;

import org.jspecify.annotations.NullMarked;
