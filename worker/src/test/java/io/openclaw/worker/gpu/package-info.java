@NullMarked
package io.openclaw.worker.gpu;

import org.jspecify.annotations.NullMarked;
