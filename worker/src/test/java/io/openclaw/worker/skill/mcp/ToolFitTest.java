package io.openclaw.worker.skill.mcp;

import static io.openclaw.worker.fixture.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ToolFitTest {
  private static final String TAKEN =
      "{'required':['city'],'properties':{'city':{'type':'string'},'days':{'type':'number'}}";

  @Test
  void shouldLetPassWhatMayFit() {
    assertThat(misfit("{'type':'object'}", TAKEN + "}")).isNull();
    assertThat(misfit("{'properties':{'city':{'type':'string'}}}", TAKEN + "}")).isNull();
    assertThat(
            misfit(
                "{'properties':{'city':{'enum':['Rome']},'days':{'type':'integer'},'x':{}}}",
                TAKEN + "}"))
        .isNull();
    assertThat(misfit("{'properties':{'city':{}}}", "{}")).isNull();
    assertThat(misfit("{'properties':{'city':{}}}", "[1]")).isNull();
  }

  @Test
  void shouldSayWhatCanNeverFit() {
    assertThat(misfit("{'properties':{'days':{}}}", TAKEN + "}"))
        .isEqualTo("the tool needs 'city', which the handler's inputs do not declare");
    assertThat(misfit("{'properties':{'city':{'type':'integer'}}}", TAKEN + "}"))
        .isEqualTo(
            "the tool takes 'city' as string, and the handler's inputs declare it as integer");
    assertThat(
            misfit("{'properties':{'city':{},'x':{}}}", TAKEN + ",'additionalProperties':false}"))
        .isEqualTo("the tool does not take 'x', which the handler's inputs declare");
  }

  private static @Nullable String misfit(String declared, String taken) {
    return ToolFit.misfit(json(declared), json(taken));
  }
}
