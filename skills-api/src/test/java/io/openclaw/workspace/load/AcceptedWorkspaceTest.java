package io.openclaw.workspace.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like a mistake and is none. */
class AcceptedWorkspaceTest {
  @TempDir Path folder;

  private WorkspaceFixture files;

  @BeforeEach
  void writeWorkspace() {
    files = WorkspaceFixture.in(folder);
  }

  @Test
  void shouldAcceptTheSoundWorkspace() {
    assertThat(files.problems()).isEmpty();
  }

  @Test
  void shouldGrantNothingWhereAccessIsFalse() {
    files.replace(
        WorkspaceFixture.WRITER,
        "network_access: true\n      allowed_endpoints: [\"*.example.org\"]",
        "network_access: false");

    assertThat(files.agent("agent-w").permissions().endpoints()).isEmpty();
  }

  @Test
  void shouldAcceptPasswordByReference() {
    files.replace(
        WorkspaceFixture.WRITER, "${MEMORY_URL}", "postgresql://ada:${PASSWORD}@db:5432/memory");

    assertThat(files.problems()).isEmpty();
  }

  @Test
  void shouldAcceptAnyInputWhereWorkflowDeclaresNone() {
    files.replace(
        WorkspaceFixture.WORKFLOW,
        "inputs:\n  notes: {type: file, accepts: [.md], required: true}\n",
        "");

    assertThat(files.problems()).isEmpty();
  }

  @Test
  void shouldFollowLinkWithinTheWorkspace() {
    files
        .delete("agents/editor/SOUL.md")
        .link("agents/editor/SOUL.md", Path.of("../writer/SOUL.md"));

    assertThat(files.agent("agent-e").texts().soul()).isEqualTo("I write.\n");
  }

  @Test
  void shouldDoWithoutLoadBalancerSchedulesAndTemplate() {
    files
        .delete(WorkspaceFixture.BALANCER)
        .delete(WorkspaceFixture.SCHEDULES)
        .delete("agents/template/config.yaml")
        .delete("agents/template/IDENTITY.md")
        .delete("agents/template/SOUL.md")
        .delete("agents/template");

    assertThat(files.problems()).isEmpty();
  }

  /** Nobody reads them, and nobody who wrote them meant them to be read. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "orchestrator/.DS_Store",
        "orchestrator/load-balancer.yaml~",
        "orchestrator/load-balancer.yaml.orig",
        "orchestrator/workflows/#publish.yaml#",
        "orchestrator/workflows/publish.yaml.bak",
        "agents/writer/.config.yaml.swp",
        "agents/writer/config.yaml.bak",
        "agents/writer/config.py",
        "agents/writer/TOOLS.md",
        "agents/writer/agenda.md",
        "agents/writer/memory/soul.md",
        "skills/writing/config.json",
        "skills/writing/README.md",
        "skills/writing/references/skill.md",
        "skills/README.md",
      })
  void shouldAcceptOtherFiles(String file) {
    files.write(file, "anything");

    assertThat(files.problems()).isEmpty();
  }

  @Test
  void shouldAcceptAllThatJsonSchemaCanSay() {
    files.replace(
        WorkspaceFixture.WRITING,
        "          topic: {type: string, minLength: 1, default: no}\n",
        """
                  topic: {type: [string, "null"], pattern: "^[a-z]+$", maxLength: 9, x-unit: word}
                  when: {type: string, format: date-time, example: 2026-01-01}
                  part: {$ref: "#/properties/topic"}
                  list: {type: array, prefixItems: [true], items: false, uniqueItems: true}
                  size: {type: number, exclusiveMinimum: 0, multipleOf: 0.5, enum: [1, 2]}
                  more: {type: object, additionalProperties: {type: integer}, required: [any]}
                  some:
                    type: object
                    properties: {a: {const: 1}}
                    anyOf: [{required: [b]}, {required: [c], properties: {c: {}}}]
                    required: [d]
                    dependentRequired: {a: [b]}
                    if: {required: [a]}
                    then: true
        """
            .indent(4));

    assertThat(files.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "numpy",
        "scikit-learn>=1.3",
        "a.b_c-d ~= 1.4.2, != 1.4.5, <2",
        "torch==2.*",
        "torch == 2.1.0+cu118",
        "x===1.0",
        "x>=1!2.0rc1",
        "x (>=1.0)",
        "requests[security, socks]>=2.8.1",
        "x>=1.0.post2.dev3; python_version < '3.13' and (sys_platform == \"linux\" or extra == 'a')",
        "x; platform_machine not in 'arm64'",
      })
  void shouldAcceptRequirement(String requirement) {
    files.replace(
        WorkspaceFixture.WRITING, "- markdown>=3.5", "- '" + requirement.replace("'", "''") + "'");

    assertThat(files.skill("writing").requirements()).containsExactly(requirement);
  }
}
