/** What agents write to each other: the handlers of the skill {@code shared/inbox}. */
@NullMarked
package io.openclaw.worker.inbox;

import org.jspecify.annotations.NullMarked;
