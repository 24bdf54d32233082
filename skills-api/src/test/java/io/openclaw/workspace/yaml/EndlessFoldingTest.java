package io.openclaw.workspace.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndlessFoldingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?i)[a-龥]",
        "(?i)\\x{1C80}",
        "(?i)\u1C85",
        "(?si:[a-龥])",
        "(?i)[\\x{61}-\\x{9fa5}]"
      })
  void shouldKnowPatternThatIsNeverCompiled(String pattern) {
    assertThat(EndlessFolding.hangs(pattern)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[a-龥]", "(?i)[a-z]", "(?i)[一-龥]", "(?i)k8s-部署", "(?i)(训练|train)", "(?s)[a-龥]"})
  void shouldLetAllOthersThrough(String pattern) {
    assertThat(EndlessFolding.hangs(pattern)).isFalse();
    assertThat(Pattern.compile(pattern)).isNotNull();
  }
}
