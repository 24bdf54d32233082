package io.openclaw.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openclaw.gateway.problem.ProblemException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {

  @Test
  void shouldKnowASecretAndShowItToNobody() {
    SecretToken token = new SecretToken("a-secret-of-some-length");
    assertThat(token.matches("a-secret-of-some-length")).isTrue();
    assertThat(token.matches("a-secret-of-some-lengtH")).isFalse();
    assertThat(token.matches("")).isFalse();
    assertThat(token).asString().doesNotContain("a-secret");
  }

  @Test
  void shouldGrantWhatIsAskedForAndAllowed() {
    // given
    Caller reader = new Caller("default", Set.of(Scope.READ));

    // when
    Caller narrowed = reader.narrowedTo(List.of(Scope.ADMIN, Scope.READ));

    // then
    assertThat(narrowed.scopes()).containsExactly(Scope.READ);
    assertThatThrownBy(() -> narrowed.require(Scope.WRITE))
        .isInstanceOf(ProblemException.class)
        .hasMessage("missing scope: operator.write");
  }

  @Test
  void shouldLetWritersReadAndAdminsDoAll() {
    assertThat(new Caller("t", Set.of(Scope.WRITE)).may(Scope.READ)).isTrue();
    assertThat(new Caller("t", Set.of(Scope.READ)).may(Scope.WRITE)).isFalse();
    assertThat(new Caller("t", Set.of(Scope.WRITE)).may(Scope.ADMIN)).isFalse();
    assertThat(new Caller("t", Set.of(Scope.ADMIN)).may(Scope.APPROVALS)).isTrue();
    assertThat(new Caller("t", Set.of()).may(Scope.READ)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, localhost:8080, true",
    "https://gateway.example.org, gateway.example.org, true",
    "https://GATEWAY.example.org, gateway.example.org, true",
    "https://ui.example.org, gateway.example.org, true",
    "https://ui.example.org/, gateway.example.org, true",
    "http://ui.example.org, gateway.example.org, false",
    "http://localhost:9999, localhost:8080, false",
    "https://gateway.example.org.evil.org, gateway.example.org, false",
    "https://evil.org/gateway.example.org, gateway.example.org, false",
    "'null', gateway.example.org, false",
    "'http://[', gateway.example.org, false",
    "http://localhost, , false",
  })
  void shouldLetPagesInByTheirOrigin(String origin, String host, boolean allowed) {
    OriginRule rule = new OriginRule(List.of("https://ui.example.org"));
    assertThat(rule.allows(origin, host)).isEqualTo(allowed);
  }
}
