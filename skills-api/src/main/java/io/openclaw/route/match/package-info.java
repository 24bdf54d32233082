/**
 * Many regular expressions against one text: the literal texts that their matches must contain are
 * all looked for in one pass, and RE2/J is asked only where that leaves a doubt.
 */
@NullMarked
package io.openclaw.route.match;

import org.jspecify.annotations.NullMarked;
