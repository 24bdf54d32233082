package io.openclaw.worker.skill.mcp;

import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Json.json;
import static io.openclaw.worker.fixture.Json.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openclaw.worker.artifact.AttemptArtifacts;
import io.openclaw.worker.artifact.AttemptArtifacts.Announced;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.fixture.Calls;
import io.openclaw.worker.fixture.SkillFixture;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of results that servers may give, however odd. */
class ToolResultTest {
  @TempDir Path folder;
  private SkillCall call;

  @BeforeEach
  void open() throws IOException {
    call =
        Calls.call(
            folder,
            null,
            SkillFixture.skill("suite").handler(handler("find").build()).build(),
            Duration.ofSeconds(5));
    Files.createDirectories(call.artifactsDir());
  }

  @Test
  void shouldPreferStructuredContent() throws Exception {
    Answer.Output answer =
        output("{'content':[{'type':'text','text':'two'}],'structuredContent':{'rows':2}}");

    assertThat(answer.output()).isEqualTo(json("{'rows':2}"));
  }

  @Test
  void shouldGiveNothingForNothing() throws Exception {
    assertThat(output("{}").output()).isEqualTo(json("{}"));
    assertThat(output("{'content':7,'structuredContent':[1]}").output()).isEqualTo(json("{}"));
  }

  @Test
  void shouldTellWhatIsElsewhere() throws Exception {
    Answer.Output answer =
        output(
            "{'content':[{'type':'text','text':'see'},{'type':'resource_link','uri':'https://example.org/x.csv'},{'type':'resource_link','uri':'file:///etc/passwd'}]}");

    assertThat(answer.output())
        .isEqualTo(json("{'text':'see\\nhttps://example.org/x.csv\\nfile:///etc/passwd'}"));
    assertThat(answer.artifacts()).isEmpty();
  }

  /** Whatever an address says, the file lies in the folder of the call. */
  @ParameterizedTest
  @CsvSource({
    "file:///../../report.md, report.md",
    "x://a/.., resource",
    "x://a/.profile, resource",
    "x://a/?q=b/c, resource",
    "x://a/b%2F..%2Fc, b%2F..%2Fc",
    "'x:\\\\a\\b', resource",
    "'', resource",
  })
  void shouldNameFilesPlainly(String uri, String name) throws Exception {
    Answer.Output answer =
        output(
            "{'content':[{'type':'resource','resource':{'uri':'"
                + uri.replace("\\", "\\\\")
                + "','text':'x'}}]}");

    assertThat(answer.artifacts()).containsExactly(new Announced(name, "text/plain"));
    assertThat(call.artifactsDir().resolve(name)).hasContent("x");
  }

  @Test
  void shouldWriteNothingOfAFailure() throws Exception {
    Answer answer =
        ToolResult.of(
            call,
            object(
                "{'isError':true,'content':[{'type':'text','text':'no'},{'type':'resource','resource':{'uri':'x://a/b','text':'x'}}]}"));

    assertThat(answer)
        .isEqualTo(new Answer.Refused(FailureCode.HANDLER_FAILED.failure("suite:find: no")));
    assertThat(call.artifactsDir()).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'hologram'}",
        "{}",
        "7",
        "{'type':'image','data':7}",
        "{'type':'audio','data':'a'}",
        "{'type':'resource','resource':{'uri':'x://a/b'}}",
      })
  void shouldRefuseWhatIsNoContent(String content) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> output("{'content':[" + content + "]}"))
        .matches(refusal -> refusal.code() == FailureCode.BAD_PROTOCOL);
  }

  @Test
  void shouldRefuseMoreFilesThanACallMayHave() {
    String file = ",{'type':'resource','resource':{'uri':'','text':''}}";

    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() ->
            output(
                "{'content':[" + file.repeat(AttemptArtifacts.MOST_FILES + 1).substring(1) + "]}"))
        .matches(refusal -> refusal.code() == FailureCode.TOO_MANY_FILES);
  }

  private Answer.Output output(String result) throws Exception {
    return (Answer.Output) ToolResult.of(call, object(result));
  }
}
