package io.openclaw.local.ask;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import org.junit.jupiter.api.Test;

class MetricsTest {

  @Test
  void shouldReadMeasurementsThatStandInsideMetrics() throws JsonProcessingException {
    JsonNode output =
        json(
            """
            {"metrics": {"accuracy": 0.9, "baseline_accuracy": 0.5,
              "per_class": {"猫": {"precision": 1.0, "recall": 0.8, "f1": 0.89, "support": 5}},
              "confusion_matrix": {"labels": ["猫", "dog"], "matrix": [[4, 1], [0, 5]]}}}
            """);

    assertThat(requireNonNull(Metrics.of(output)).lines())
        .containsExactly(
            "metric    value  baseline",
            "accuracy  0.900     0.500",
            "",
            "class  precision  recall     f1  support",
            "猫         1.000   0.800  0.890        5",
            "",
            "actual \\ predicted  猫  dog",
            "猫                   4    1",
            "dog                  0    5");
  }

  @Test
  void shouldShowARegressionWithoutClasses() throws JsonProcessingException {
    JsonNode output =
        json(
            """
            {"metrics": {"r2": 0.87, "mae": 12345.678},
             "baseline": {"strategy": "mean", "metrics": {"r2": 0.0}}}
            """);

    assertThat(requireNonNull(Metrics.of(output)).lines())
        .containsExactly(
            "metric      value  baseline (mean)",
            "r2          0.870            0.000",
            "mae     1.235e+04");
  }

  @Test
  void shouldSeeThatAnOutputHasNoMeasurements() throws JsonProcessingException {
    assertThat(Metrics.of(json("{\"summary\": \"x\"}"))).isNull();
    assertThat(Metrics.of(json("{\"metrics\": \"many\"}"))).isNull();
    assertThat(Metrics.of(json("{\"metrics\": {\"note\": \"none\"}}"))).isNull();
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return EventJson.mapper().readTree(text);
  }
}
