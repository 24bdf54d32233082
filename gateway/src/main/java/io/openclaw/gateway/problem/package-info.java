/** What can go wrong with a request, said the same way everywhere. */
@NullMarked
package io.openclaw.gateway.problem;

import org.jspecify.annotations.NullMarked;
