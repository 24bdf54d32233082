/** YAML files changed as texts: what is not meant to change stays byte for byte. */
@NullMarked
package io.openclaw.local.workspace.yaml;

import org.jspecify.annotations.NullMarked;
