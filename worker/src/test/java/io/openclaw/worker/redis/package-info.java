@NullMarked
package io.openclaw.worker.redis;

import org.jspecify.annotations.NullMarked;
