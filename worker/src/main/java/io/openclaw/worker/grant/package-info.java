/** What a step may reach. Nothing that is not granted here. */
@NullMarked
package io.openclaw.worker.grant;

import org.jspecify.annotations.NullMarked;
