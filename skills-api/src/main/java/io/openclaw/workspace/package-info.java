/**
 * The workspace: agents, skills, routing rules and workflows as a team writes them in files, and
 * the loader that reads and checks them. Units are parsed here, once; the model holds types only.
 */
@NullMarked
package io.openclaw.workspace;

import org.jspecify.annotations.NullMarked;
