@NullMarked
package io.openclaw.worker.plan;

import org.jspecify.annotations.NullMarked;
