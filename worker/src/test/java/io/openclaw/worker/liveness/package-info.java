@NullMarked
package io.openclaw.worker.liveness;

import org.jspecify.annotations.NullMarked;
