@NullMarked
package io.openclaw.worker.inbox;

import org.jspecify.annotations.NullMarked;
