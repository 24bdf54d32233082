@NullMarked
package io.openclaw.worker.limit;

import org.jspecify.annotations.NullMarked;
