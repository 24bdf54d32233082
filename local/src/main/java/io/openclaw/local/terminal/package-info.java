/** Text for people: colours, columns and the width of what is shown. */
@NullMarked
package io.openclaw.local.terminal;

import org.jspecify.annotations.NullMarked;
