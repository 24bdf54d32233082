@NullMarked
package io.openclaw.worker.artifact;

import org.jspecify.annotations.NullMarked;
