@NullMarked
package io.openclaw.worker.it;

import org.jspecify.annotations.NullMarked;
