package io.openclaw.event;

import static java.util.Objects.requireNonNull;

/**
 * A file that a step made.
 *
 * @param name file name, unique within its step attempt
 * @param uri {@code artifact:<taskId>/<stepId>/<agentId>/<attempt>/<name>}
 * @param mediaType IANA media type
 * @param size in bytes
 * @param sha256 of the content, lower-case hexadecimal
 */
public record Artifact(String name, String uri, String mediaType, long size, String sha256) {
  public Artifact {
    requireNonNull(name, "name is null");
    requireNonNull(uri, "uri is null");
    requireNonNull(mediaType, "mediaType is null");
    requireNonNull(sha256, "sha256 is null");
  }
}
