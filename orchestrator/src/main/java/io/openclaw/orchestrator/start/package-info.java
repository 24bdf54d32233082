/** What has to be right before the orchestrator takes its first message. */
@NullMarked
package io.openclaw.orchestrator.start;

import org.jspecify.annotations.NullMarked;
