@NullMarked
package io.openclaw.worker.sandbox;

import org.jspecify.annotations.NullMarked;
