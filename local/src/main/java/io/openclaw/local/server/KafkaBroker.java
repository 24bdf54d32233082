package io.openclaw.local.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * The main class of the broker's own JVM, the only class here that touches Kafka: formats the log
 * folder when it is new, starts, and says so by making a file. Ends on SIGTERM.
 */
final class KafkaBroker {
  private KafkaBroker() {}

  /** Takes the broker's properties file, and the file to make when the broker is ready. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    Path folder = Path.of(properties.getProperty("log.dirs"));
    if (!Files.exists(folder.resolve("meta.properties"))) {
      format(file);
    }
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
    server.startup();
    Files.writeString(Path.of(args[1]), Long.toString(ProcessHandle.current().pid()));
    server.awaitShutdown();
  }

  private static void format(Path properties) {
    String[] command = {"format", "-t", Uuid.randomUuid().toString(), "-c", properties.toString()};
    int code = StorageTool.execute(command, System.out);
    if (code != 0) {
      throw new IllegalStateException("formatting the log folder failed with code " + code);
    }
  }
}
