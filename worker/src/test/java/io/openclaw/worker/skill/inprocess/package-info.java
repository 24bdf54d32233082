@NullMarked
package io.openclaw.worker.skill.inprocess;

import org.jspecify.annotations.NullMarked;
