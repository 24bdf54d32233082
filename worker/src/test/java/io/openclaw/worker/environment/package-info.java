@NullMarked
package io.openclaw.worker.environment;

import org.jspecify.annotations.NullMarked;
