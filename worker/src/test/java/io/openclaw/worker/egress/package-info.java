@NullMarked
package io.openclaw.worker.egress;

import org.jspecify.annotations.NullMarked;
