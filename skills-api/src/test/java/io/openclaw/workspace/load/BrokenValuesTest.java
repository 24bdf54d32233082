package io.openclaw.workspace.load;

import static io.openclaw.workspace.load.WorkspaceFixture.AGENTS;
import static io.openclaw.workspace.load.WorkspaceFixture.EDITOR;
import static io.openclaw.workspace.load.WorkspaceFixture.RULES;
import static io.openclaw.workspace.load.WorkspaceFixture.SKILLS;
import static io.openclaw.workspace.load.WorkspaceFixture.WORKFLOW;
import static io.openclaw.workspace.load.WorkspaceFixture.WRITER;
import static io.openclaw.workspace.load.WorkspaceFixture.WRITING;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and values that are wrong in themselves. */
class BrokenValuesTest {
  @TempDir Path folder;

  private WorkspaceFixture files;

  @BeforeEach
  void writeWorkspace() {
    files = WorkspaceFixture.in(folder);
  }

  @Test
  void shouldReportAllProblemsTogetherInOrder() {
    files
        .replace(WORKFLOW, "total_timeout", "total_time")
        .replace(WRITER, "temperature: 0.3", "temperature: hot")
        .replace(WRITER, "max_tokens: 8000", "max_token: 8000");

    assertThat(files.problems())
        .containsExactly(
            "agents/writer/config.yaml:6:5: \"max_tokens\" is missing [MISSING_KEY]",
            "agents/writer/config.yaml:8:18: \"temperature\" must be a number from 0 to 2, not"
                + " \"hot\" [WRONG_TYPE]",
            "agents/writer/config.yaml:9:5: unknown key \"max_token\"; did you mean"
                + " \"max_tokens\"? [UNKNOWN_KEY]",
            "orchestrator/workflows/publish.yaml:18:1: unknown key \"total_time\"; did you mean"
                + " \"total_timeout\"? [UNKNOWN_KEY]");
  }

  @Test
  void shouldReportDuplicateKey() {
    files.replace(EDITOR, "  name: Editor\n", "  name: Editor\n  name: Redactor\n");

    assertThat(files.problems())
        .containsExactly(
            "agents/editor/config.yaml:4:3: \"name\" is there already [DUPLICATE_KEY]");
  }

  @Test
  void shouldReportDuplicateKeyInJsonSchema() {
    files.replace(WRITING, "minLength: 1", "minLength: 1, minLength: 2");

    assertThat(files.problems())
        .containsExactly(
            "skills/writing/config.yaml:18:47: \"minLength\" is there already [DUPLICATE_KEY]");
  }

  @Test
  void shouldReportUnknownKeyWithNothingLikeIt() {
    files.replace(EDITOR, "  name: Editor\n", "  name: Editor\n  colour: red\n");

    assertThat(files.problems())
        .containsExactly("agents/editor/config.yaml:4:3: unknown key \"colour\" [UNKNOWN_KEY]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "domains: [writing] | domains: writing | 7:14: \"domains\" must be a list, not \"writing\"",
        "domains: [writing] | domains:         | 7:13: \"domains\" must be a list, not empty",
        "domains: [writing] | domains: [[]]    | 7:15: an entry of \"domains\" must be a text, not a list",
        "replicas: 3 | replicas: '3'  | 6:15: \"replicas\" must be a whole number from 0 to 1000, not \"3\"",
        "replicas: 3 | replicas: many | 6:15: \"replicas\" must be a whole number from 0 to 1000, not \"many\"",
        "version: 1.0.0 | version: {a: 1} | 5:14: \"version\" must be a text, not a map",
      })
  void shouldReportWrongType(String old, String with, String problem) {
    files.replace(AGENTS, old, with);

    assertThat(files.problems()).containsExactly(AGENTS + ":" + problem + " [WRONG_TYPE]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replicas: 3    | replicas: 1001 | 6:15: \"replicas\" must be a whole number from 0 to 1000, not \"1001\"",
        "status: active | status: asleep | 4:13: \"status\" must be one of active, inactive, not \"asleep\"",
        "99.9%          | 100.1%         | 8:25: \"availability\" must be a percentage such as 99.9%, not \"100.1%\"",
        "500ms          | 5 parsecs      | 8:51: \"response_time_p99\" must be a time above zero such as 30 (seconds), 500ms, 30s, 5m or 1h, not \"5 parsecs\"",
        "100req/min     | 100            | 8:70: \"throughput\" must be a rate such as 100/minute, not \"100\"",
      })
  void shouldReportInvalidValue(String old, String with, String problem) {
    files.replace(AGENTS, old, with);

    assertThat(files.problems()).containsExactly(AGENTS + ":" + problem + " [INVALID_VALUE]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/etc", "articles", "/workspace/", "/workspace/../etc", "/workspace/a/./b"})
  void shouldReportPathThatIsNoFolderOfTheWorkspace(String path) {
    files.replace(WRITER, "- /workspace/articles", "- " + path);

    assertThat(files.problems())
        .containsExactly(
            "agents/writer/config.yaml:16:11: an entry of \"paths\" must be a folder below"
                + " /workspace/, without . and .., not \"%s\" [INVALID_VALUE]".formatted(path));
  }

  @Test
  void shouldReportAddressInPlaceOfHost() {
    files.replace(WRITER, "*.example.org", "https://example.org/");

    assertThat(files.problems())
        .containsExactly(
            "agents/writer/config.yaml:18:27: an entry of \"allowed_endpoints\" must be a host such as"
                + " api.example.org, or *.example.org for all below, not \"https://example.org/\""
                + " [INVALID_VALUE]");
  }

  @Test
  void shouldReportPermissionOfNoKind() {
    files.replace(WRITER, "- gpu_access: true\n      max_allocation: 2", "- gpu: true");

    assertThat(files.problems())
        .containsExactly(
            "agents/writer/config.yaml:12:7: a permission needs one of gpu_access, file_access,"
                + " network_access [MISSING_KEY]",
            "agents/writer/config.yaml:12:7: unknown key \"gpu\" [UNKNOWN_KEY]");
  }

  @Test
  void shouldGrantNothingWhereAccessIsFalse() {
    files.replace(
        WRITER,
        "network_access: true\n      allowed_endpoints: [\"*.example.org\"]",
        "network_access: false");

    assertThat(files.agent("agent-w").permissions().endpoints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://ada:hunter2@db:5432/memory",
        "redis://:$ecret@cache",
        "jdbc:postgresql://ada:x@db/memory"
      })
  void shouldReportPasswordInPlainText(String address) {
    files.replace(WRITER, "${MEMORY_URL}", address);

    assertThat(files.problems())
        .containsExactly(
            "agents/writer/config.yaml:32:26: a password in plain text; put the address into an"
                + " environment variable and refer to it as ${NAME} [SECRET_IN_FILE]");
  }

  @Test
  void shouldAcceptPasswordByReference() {
    files.replace(WRITER, "${MEMORY_URL}", "postgresql://ada:${PASSWORD}@db:5432/memory");

    assertThat(files.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(?i)(write              | \"pattern\" is no RE2 pattern: missing closing ): (?i)(write",
        "(?=write)               | \"pattern\" is no RE2 pattern: invalid or unsupported Perl syntax: (?=",
        "((a{1000}){1000}){1000} | \"pattern\" is too large a pattern",
      })
  void shouldReportPattern(String pattern, String message) {
    files.replace(RULES, "(?i)write", pattern);

    assertThat(files.problems())
        .containsExactly(RULES + ":7:14: " + message + " [INVALID_PATTERN]");
  }

  @Test
  void shouldReportSystemVariableForSkill() {
    files.replace(WRITING, "STYLE_GUIDE", "OPENCLAW_INTERNAL_TOKEN");

    assertThat(files.problems())
        .containsExactly(
            "skills/writing/config.yaml:7:17: an entry of \"environment\" must be the name of an"
                + " environment variable, and none of the system's own, not"
                + " \"OPENCLAW_INTERNAL_TOKEN\" [INVALID_VALUE]");
  }

  @Test
  void shouldReportPipOptionAmongRequirements() {
    files.replace(WRITING, "markdown>=3.5", "--index-url=http://example.org");

    assertThat(files.problems())
        .containsExactly(
            "skills/writing/config.yaml:6:7: an entry of \"requirements\" must be a Python requirement"
                + " such as scikit-learn>=1.3, not \"--index-url=http://example.org\""
                + " [INVALID_VALUE]");
  }

  @Test
  void shouldReportSchemaThatIsNoObject() {
    files.replace(WRITING, "type: object", "type: array");

    assertThat(files.problems())
        .containsExactly(
            "skills/writing/config.yaml:15:9: \"inputs\" must be a JSON Schema of type: object"
                + " [INVALID_VALUE]");
  }

  @Test
  void shouldReportLocationOutsideTheSkillsFolder() {
    files.replace(SKILLS, "/workspace/skills/writing", "/opt/writing");

    assertThat(files.problems())
        .contains(
            "orchestrator/skill-registry.yaml:5:15: \"location\" must be a folder below"
                + " /workspace/skills/, not \"/opt/writing\" [INVALID_VALUE]");
  }

  @Test
  void shouldReportRuleWithBothOrNeitherTarget() {
    files
        .replace(RULES, "agents: null", "timeout: 5m")
        .replace(RULES, "workflow: publish", "workflow: publish\n    agents: [agent-w]");

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/routing-rules.yaml:2:5: a rule needs either agents (null: a shared skill"
                + " alone) or a workflow [MISSING_KEY]",
            "orchestrator/routing-rules.yaml:11:5: a rule needs either agents (null: a shared skill"
                + " alone) or a workflow [INVALID_VALUE]");
  }

  @Test
  void shouldHoldNothingAgainstSkillOfUnknownVisibility() {
    files.replace(SKILLS, "visibility: public", "visibility: secret");

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/skill-registry.yaml:15:17: \"visibility\" must be one of private, public,"
                + " not \"secret\" [INVALID_VALUE]");
  }

  @Test
  void shouldReportRuleWithoutAgents() {
    files.replace(RULES, "[agent-w]", "[]");

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/routing-rules.yaml:8:13: \"agents\" must name an agent, or be null for a"
                + " shared skill alone [INVALID_VALUE]");
  }

  @Test
  void shouldReportManualOfAnotherName() {
    files.replace("skills/writing/SKILL.md", "name: writing", "name: writer");

    assertThat(files.problems())
        .containsExactly(
            "skills/writing/SKILL.md:2:7: \"name\" must be the name of the folder, \"writing\", not"
                + " \"writer\" [MISMATCH]");
  }
}
