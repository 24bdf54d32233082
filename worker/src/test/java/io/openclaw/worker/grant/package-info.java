@NullMarked
package io.openclaw.worker.grant;

import org.jspecify.annotations.NullMarked;
