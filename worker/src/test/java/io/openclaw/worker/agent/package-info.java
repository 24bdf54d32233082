@NullMarked
package io.openclaw.worker.agent;

import org.jspecify.annotations.NullMarked;
