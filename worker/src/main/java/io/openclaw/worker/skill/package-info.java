/** Calling a skill's handler: checks before, the runtime that runs it, checks after. */
@NullMarked
package io.openclaw.worker.skill;

import org.jspecify.annotations.NullMarked;
