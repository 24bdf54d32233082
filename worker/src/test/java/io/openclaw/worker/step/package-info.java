@NullMarked
package io.openclaw.worker.step;

import org.jspecify.annotations.NullMarked;
