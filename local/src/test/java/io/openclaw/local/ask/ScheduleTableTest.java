package io.openclaw.local.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ScheduleTableTest {

  @Test
  void shouldShowMomentsByTheMachinesClock() throws Exception {
    JsonNode schedules =
        EventJson.mapper()
            .readTree(
                """
                [{"name": "nightly", "tenant": "default", "cron": "0 3 * * *", "timezone": "Europe/Berlin",
                  "request": "x", "missed": "ONCE", "overlap": "SKIP", "enabled": true,
                  "nextTick": "2026-11-24T02:00:00Z", "lastTick": "2026-11-23T02:00:00Z",
                  "lastTask": "b380de1e-1662-86bc-9794-38aa7d1cd0ce", "lastStatus": "COMPLETED"},
                 {"name": "often", "tenant": "default", "every": "15m", "request": "x", "missed": "SKIP",
                  "overlap": "ALLOW", "enabled": true, "nextTick": "2026-11-23T10:15:00Z"},
                 {"name": "resting", "tenant": "default", "every": "1h", "request": "x", "missed": "SKIP",
                  "overlap": "ALLOW", "enabled": false}]
                """);

    assertThat(String.join("\n", ScheduleTable.lines(schedules, ZoneId.of("Asia/Shanghai"))) + "\n")
        .isEqualTo(
            """
            NAME     WHEN                     NEXT                 LAST                 TASK                                  STATE
            nightly  0 3 * * * Europe/Berlin  2026-11-24 10:00:00  2026-11-23 10:00:00  b380de1e-1662-86bc-9794-38aa7d1cd0ce  completed
            often    every 15m                2026-11-23 18:15:00  -                    -                                     waiting
            resting  every 1h                 -                    -                    -                                     off
            """);
  }
}
