package io.openclaw.worker.skill.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.artifact.ArtifactAddress;
import io.openclaw.worker.artifact.AttemptArtifacts;
import io.openclaw.worker.artifact.AttemptArtifacts.Announced;
import io.openclaw.worker.failure.FailureCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The files of a result. The server has ended when they are written; whatever it has put into the
 * folder, links among it, is neither followed nor written over.
 */
final class ResultFiles {
  private static final Logger LOG = Logger.getLogger(ResultFiles.class);
  private static final String URI = "uri";
  private static final String ANY = "application/octet-stream";

  /** The usual endings; others' names have none. */
  private static final Map<String, String> ENDINGS =
      Map.of(
          "image/png", ".png",
          "image/jpeg", ".jpg",
          "image/gif", ".gif",
          "image/webp", ".webp",
          "image/svg+xml", ".svg",
          "audio/wav", ".wav",
          "audio/mpeg", ".mp3",
          "audio/ogg", ".ogg");

  private final Path folder;
  private final Map<String, Announced> announced = new LinkedHashMap<>();

  /** How often each name was wanted: a thousand files may all want the same. */
  private final Map<String, Integer> wishes = new HashMap<>();

  ResultFiles(Path folder) {
    this.folder = folder;
  }

  List<Announced> announced() {
    return List.copyOf(announced.values());
  }

  /** Whether a link leads to a file that the server has written to the call's folder. */
  boolean isOwn(JsonNode link) {
    String uri = link.path(URI).asText();
    String own = folder.toUri().toString();
    String start = own.endsWith("/") ? own : own + "/";
    return uri.startsWith(start) && ArtifactAddress.isPlain(uri.substring(start.length()));
  }

  /** Takes such a file over; whether it is one is looked at by who takes it. */
  void announce(JsonNode link) throws Refusal {
    String uri = link.path(URI).asText();
    add(uri.substring(uri.lastIndexOf('/') + 1), link.path("mimeType").asText(ANY));
  }

  /** Writes an image, a sound, or a resource. */
  void write(JsonNode content) throws IOException, Refusal {
    boolean isResource = content.path("type").asText().equals("resource");
    JsonNode source = isResource ? content.path("resource") : content;
    boolean isText = isResource && source.path("text").isTextual();
    byte[] bytes =
        isText
            ? source.get("text").textValue().getBytes(StandardCharsets.UTF_8)
            : decoded(source.path(isResource ? "blob" : "data"));
    String mediaType = source.path("mimeType").asText(isText ? "text/plain" : ANY);
    String name =
        isResource ? nameOf(source.path(URI).asText()) : content.path("type").asText() + "-1";
    add(write(name + (isResource ? "" : ENDINGS.getOrDefault(mediaType, "")), bytes), mediaType);
  }

  private static byte[] decoded(JsonNode base64) throws Refusal {
    try {
      if (base64.isTextual()) {
        return Base64.getMimeDecoder().decode(base64.textValue());
      }
    } catch (IllegalArgumentException e) {
      // The same as none.
    }
    throw new Refusal(FailureCode.BAD_PROTOCOL, "the result has a file that is no Base64");
  }

  /** The last part of its address. */
  private static String nameOf(String uri) {
    String path = uri.replaceFirst("[?#].*", "");
    String name = path.substring(path.lastIndexOf('/') + 1);
    return ArtifactAddress.isPlain(name) && name.length() < 100 ? name : "resource";
  }

  /** Under that name, or with a number. */
  private String write(String wanted, byte[] bytes) throws IOException {
    int dot = wanted.lastIndexOf('.');
    String stem = (dot > 0 ? wanted.substring(0, dot) : wanted).replaceFirst("-1$", "");
    String ending = dot > 0 ? wanted.substring(dot) : "";
    while (true) {
      int wish = wishes.merge(wanted, 1, Integer::sum);
      String name = wish == 1 ? wanted : stem + "-" + wish + ending;
      try {
        Files.write(folder.resolve(name), bytes, StandardOpenOption.CREATE_NEW);
        return name;
      } catch (FileAlreadyExistsException e) {
        LOG.debugf("A server has made a file of that name itself. name=%s", name);
      }
    }
  }

  private void add(String name, String mediaType) throws Refusal {
    announced.put(name, new Announced(name, mediaType));
    if (announced.size() > AttemptArtifacts.MOST_FILES) {
      throw new Refusal(
          FailureCode.TOO_MANY_FILES, "the result has too many files: pack them into one");
    }
  }
}
