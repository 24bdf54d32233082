/** Real servers in processes of their own, on ports that belong to one test run alone. */
@NullMarked
package io.openclaw.testing;

import org.jspecify.annotations.NullMarked;
