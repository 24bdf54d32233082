@NullMarked
package io.openclaw.worker.live;

import org.jspecify.annotations.NullMarked;
