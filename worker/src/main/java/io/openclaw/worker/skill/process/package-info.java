/** Handlers as processes of their own: starting one, the talk with it, and its end. */
@NullMarked
package io.openclaw.worker.skill.process;

import org.jspecify.annotations.NullMarked;
