package io.openclaw.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementTest {

  @ParameterizedTest
  @CsvSource({
    "scikit-learn>=1.3, 1.3, true",
    "scikit-learn>=1.3, 1.10.0, true",
    "scikit-learn>=1.3, 1.2.9, false",
    "duckdb, 0.1, true",
    "'a>=1.3,<2', 1.9, true",
    "'a>=1.3,<2', 2.0, false",
    "a==1.3, 1.3.0, true",
    "a==1.3, 1.3.1, false",
    "a==1.3.*, 1.3.7, true",
    "a==1.3.*, 1.4, false",
    "a!=1.3.*, 1.4, true",
    "a!=1.3, 1.3, false",
    "a~=1.3, 1.9, true",
    "a~=1.3, 2.0, false",
    "a~=1.3.2, 1.3.9, true",
    "a~=1.3.2, 1.4.0, false",
    "a > 1, 1.0.post1, true",
    "a>=2.0, 2.0rc1, false",
    "a>=2.0, 2.0.dev3, false",
    "a<=2.0, 2.0b2, true",
    "a>=1.0, 1!0.5, true",
    "a>=1.0, 1.0+cpu, true",
  })
  void shouldCompareAsPackagesDo(String requirement, String installed, boolean met) {
    assertThat(
            Requirement.parse(requirement)
                .orElseThrow()
                .isMetBy(PythonVersion.parse(installed).orElseThrow()))
        .isEqualTo(met);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a[extra]>=1",
        "a>=1; python_version < '3.12'",
        "a @ https://example.org/a.whl",
        "a>=",
        "a~=1",
        "a>=1.*",
        "a===1",
        "",
        "-r requirements.txt"
      })
  void shouldLeaveOtherFormsToPip(String requirement) {
    assertThat(Requirement.parse(requirement)).isEmpty();
  }

  @Test
  void shouldNotKnowWhatIsNoVersion() {
    assertThat(PythonVersion.parse("")).isEmpty();
    assertThat(PythonVersion.parse("latest")).isEmpty();
    assertThat(PythonVersion.parse("99999999999999999999")).isEmpty();
  }
}
