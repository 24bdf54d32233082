@NullMarked
package io.openclaw.worker.pin;

import org.jspecify.annotations.NullMarked;
