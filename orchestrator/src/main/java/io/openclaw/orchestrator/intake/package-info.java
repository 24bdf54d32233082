/** Takes tasks in. */
@NullMarked
package io.openclaw.orchestrator.intake;

import org.jspecify.annotations.NullMarked;
