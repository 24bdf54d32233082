package io.openclaw.local.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The stack's passwords and tokens: one file each, made once, readable by the owner alone. They are
 * handed to processes by environment or configuration file, never on a command line.
 */
public final class Secrets {
  private static final int BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path folder;

  public Secrets(Home home) {
    this.folder = home.secretsFolder();
  }

  /** The operator's bearer token. */
  public String gatewayToken() throws IOException {
    return secret("gateway-token");
  }

  /** Between the services. */
  public String internalToken() throws IOException {
    return secret("internal-token");
  }

  public String databasePassword() throws IOException {
    return secret("database-password");
  }

  public String redisPassword() throws IOException {
    return secret("redis-password");
  }

  /** Tells the processes of this home from those of any other; no secret, but as lasting. */
  public String instance() throws IOException {
    return secret("instance").substring(0, 16);
  }

  public Path gatewayTokenFile() {
    return folder.resolve("gateway-token");
  }

  private String secret(String name) throws IOException {
    Path file = folder.resolve(name);
    if (Files.exists(file)) {
      String text = Files.readString(file, StandardCharsets.UTF_8).strip();
      if (text.length() >= BYTES) {
        return text;
      }
      throw new IOException(file + " is cut off: delete it to get a new one");
    }
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    // Starts with a letter, so that no program takes it for an option or a number.
    String made = "o" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    PrivateFiles.write(file, made + "\n");
    return made;
  }
}
