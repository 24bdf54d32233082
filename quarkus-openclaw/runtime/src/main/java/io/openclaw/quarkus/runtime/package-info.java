/** What the extension adds to a running service. */
@NullMarked
package io.openclaw.quarkus.runtime;

import org.jspecify.annotations.NullMarked;
