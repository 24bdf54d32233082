/** What happens to a service while it is built. */
@NullMarked
package io.openclaw.quarkus.deployment;

import org.jspecify.annotations.NullMarked;
