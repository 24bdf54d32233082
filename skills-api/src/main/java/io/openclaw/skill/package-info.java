/** What a handler in Java is written against. */
@NullMarked
package io.openclaw.skill;

import org.jspecify.annotations.NullMarked;
