/**
 * Reads YAML by what is declared of it. A {@link io.openclaw.workspace.yaml.Shape} says which keys
 * a map has, a {@link io.openclaw.workspace.yaml.Type} how each value is written and what it
 * becomes; from the same declarations come the values, the messages with line and column, and the
 * JSON Schemas for editors.
 */
@NullMarked
package io.openclaw.workspace.yaml;

import org.jspecify.annotations.NullMarked;
