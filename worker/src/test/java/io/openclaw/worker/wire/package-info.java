@NullMarked
package io.openclaw.worker.wire;

import org.jspecify.annotations.NullMarked;
