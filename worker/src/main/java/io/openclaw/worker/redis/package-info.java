/** What the services keep together in Redis, as this worker reads and writes it. */
@NullMarked
package io.openclaw.worker.redis;

import org.jspecify.annotations.NullMarked;
