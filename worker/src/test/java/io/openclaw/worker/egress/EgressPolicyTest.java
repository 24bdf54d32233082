package io.openclaw.worker.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.worker.egress.EgressDecision.Granted;
import io.openclaw.worker.egress.EgressDecision.Reason;
import io.openclaw.worker.egress.EgressDecision.Refused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EgressPolicyTest {
  private static final List<InetAddress> PUBLIC = List.of(InetAddress.ofLiteral("9.9.9.9"));

  private final List<String> asked = new ArrayList<>();
  private Map<String, List<InetAddress>> names = Map.of();

  private List<InetAddress> resolve(String host) throws UnknownHostException {
    asked.add(host);
    List<InetAddress> found = names.getOrDefault(host, PUBLIC);
    if (found.isEmpty()) {
      throw new UnknownHostException(host);
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource({
    "api.example.org, api.example.org, 443",
    "api.example.org, api.example.org, 80",
    "api.example.org, API.Example.ORG, 443",
    "api.example.org, api.example.org., 443",
    "*.example.org, api.example.org, 443",
    "*.example.org, a.b.example.org, 443",
    "api.example.org:8443, api.example.org, 8443",
    "*.bücher.example, laden.xn--bcher-kva.example, 443"
  })
  void shouldGrant(String grant, String host, int port) {
    assertThat(decide(grant, host, port)).isEqualTo(new Granted(PUBLIC));
  }

  @ParameterizedTest
  @CsvSource({
    "api.example.org, example.org, 443",
    "api.example.org, xapi.example.org, 443",
    "api.example.org, api.example.org.evil.test, 443",
    "*.example.org, example.org, 443",
    "*.example.org, evilexample.org, 443",
    "api.example.org, api.example.org, 22",
    "api.example.org:8443, api.example.org, 443"
  })
  void shouldRefuseWhatWasNotGrantedWithoutLookingItUp(String grant, String host, int port) {
    assertThat(refused(decide(grant, host, port))).isEqualTo(Reason.NOT_GRANTED);
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"''", "a b", "a/b", "..", "-a.example.org", "[::1]"})
  void shouldRefuseWhatIsNoName(String host) {
    assertThat(refused(decide("*.example.org", host, 443)))
        .isIn(Reason.MALFORMED, Reason.NOT_GRANTED);
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldRefuseAGrantedNameThatLeadsInside() {
    // given one good address among bad ones, too
    names =
        Map.of(
            "inside.example.org", List.of(InetAddress.ofLiteral("10.1.2.3")),
            "both.example.org",
                List.of(InetAddress.ofLiteral("9.9.9.9"), InetAddress.ofLiteral("127.0.0.1")));

    // then
    assertThat(refused(decide("*.example.org", "inside.example.org", 443)))
        .isEqualTo(Reason.NOT_PUBLIC);
    assertThat(refused(decide("*.example.org", "both.example.org", 443)))
        .isEqualTo(Reason.NOT_PUBLIC);
  }

  @Test
  void shouldGrantAPrivateHostThatTheOperatorNames() {
    // given
    List<InetAddress> inside = List.of(InetAddress.ofLiteral("10.1.2.3"));
    names =
        Map.of(
            "search.local",
            inside,
            "meta.local",
            List.of(InetAddress.ofLiteral("169.254.169.254")));
    EgressPolicy policy =
        new EgressPolicy(
            List.of(HostPattern.of("search.local:8080"), HostPattern.of("meta.local")),
            List.of(HostPattern.of("search.local:8080"), HostPattern.of("meta.local")),
            this::resolve);

    // then, though never for metadata
    assertThat(policy.decide("search.local", 8080)).isEqualTo(new Granted(inside));
    assertThat(refused(policy.decide("meta.local", 80))).isEqualTo(Reason.NOT_PUBLIC);
  }

  @Test
  void shouldSayThatANameIsUnknown() {
    // given
    names = Map.of("gone.example.org", List.of());

    // then
    assertThat(refused(decide("*.example.org", "gone.example.org", 443)))
        .isEqualTo(Reason.UNKNOWN_HOST);
  }

  private EgressDecision decide(String grant, String host, int port) {
    return new EgressPolicy(List.of(HostPattern.of(grant)), List.of(), this::resolve)
        .decide(host, port);
  }

  private static Reason refused(EgressDecision decision) {
    assertThat(decision).isInstanceOf(Refused.class);
    return ((Refused) decision).reason();
  }
}
