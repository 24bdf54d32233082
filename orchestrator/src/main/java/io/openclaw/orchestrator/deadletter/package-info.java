/** Messages that nothing could be made of: kept, looked at, sent again, forgotten. */
@NullMarked
package io.openclaw.orchestrator.deadletter;

import org.jspecify.annotations.NullMarked;
