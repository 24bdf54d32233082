/** Conditions that users write: expressions in CEL, the Common Expression Language. */
@NullMarked
package io.openclaw.expression;

import org.jspecify.annotations.NullMarked;
