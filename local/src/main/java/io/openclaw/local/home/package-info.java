/** Where things lie: the built tree, the state folder, the secrets. */
@NullMarked
package io.openclaw.local.home;

import org.jspecify.annotations.NullMarked;
