package io.openclaw.local.workspace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Name: Ada",
        "- Name: Ada",
        "  -  **Name:** Ada\r",
        "* __Name__ : _Ada_ ",
        "`NAME`:Ada"
      })
  void shouldFindAndReplaceTheValueAlone(String line) {
    IdentityText identity = new IdentityText("# Who\n\n" + line + "\nMotto: be kind: always\n");

    assertThat(identity.value("name")).isEqualTo("Ada");
    assertThat(identity.with("name", "Eve").text())
        .isEqualTo(identity.text().replace("Ada", "Eve"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Name", "Name: ", "- **Name:** __", "My Name: Ada", ": Ada"})
  void shouldFindNothing(String line) {
    IdentityText identity = new IdentityText(line);

    assertThat(identity.value("name")).isNull();
    assertThat(identity.with("name", "Eve").text()).isEqualTo(line);
  }

  /** An imported one may hold anything. */
  @Test
  @Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
  void shouldReadLongLinesAtOnce() {
    String blanks = " ".repeat(200_000);
    IdentityText identity =
        new IdentityText(blanks + "x\n" + blanks + "x: y" + blanks + "z\nName: Ada" + blanks);

    assertThat(identity.value("name")).isEqualTo("Ada");
  }
}
