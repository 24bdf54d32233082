package io.openclaw.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/**
 * {@code workspace/monitoring/prometheus.yml} looks for the services at the ports that they open.
 * That they answer there at {@code /metrics}, their own tests say.
 */
class PrometheusTargetsTest {
  private static final Path ROOT = Path.of(System.getProperty("openclaw.root"));

  @ParameterizedTest
  @CsvSource({
    "orchestrator, /quarkus/http/port",
    "worker, /quarkus/http/port",
    "gateway, /quarkus/management/port"
  })
  void shouldScrapeEachServiceAtItsPort(String service, String key) throws IOException {
    JsonNode settings = yaml(service + "/src/main/resources/application.yaml");
    // Of a variable with a default, the default.
    String port = settings.at(key).asText().replaceFirst("\\$\\{\\w+:(\\d+)}", "$1");

    assertThat(port).matches("\\d+");
    assertThat(targets()).contains("127.0.0.1:" + port);
  }

  private static List<String> targets() throws IOException {
    List<String> targets = new ArrayList<>();
    for (JsonNode job : yaml("workspace/monitoring/prometheus.yml").path("scrape_configs")) {
      assertThat(job.path("metrics_path").asText("/metrics")).isEqualTo("/metrics");
      job.findValues("targets").forEach(list -> list.forEach(to -> targets.add(to.asText())));
    }
    return targets;
  }

  private static JsonNode yaml(String file) throws IOException {
    Object content = new Yaml().load(Files.readString(ROOT.resolve(file)));
    return new ObjectMapper().valueToTree(content);
  }
}
