/** How events travel on Kafka: as CloudEvents in binary mode, and again until they have arrived. */
@NullMarked
package io.openclaw.worker.wire;

import org.jspecify.annotations.NullMarked;
