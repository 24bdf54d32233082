package io.openclaw.gateway.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openclaw.gateway.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class TaskIdsTest {

  @Example
  void shouldMakeIdsThatSortByTheirTime() {
    // when
    long before = Instant.now().toEpochMilli();
    List<UUID> ids = Stream.generate(TaskIds::next).limit(1_000).toList();
    long after = Instant.now().toEpochMilli();

    // then
    assertThat(ids)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo((a, b) -> a.toString().compareTo(b.toString()))
        .allSatisfy(id -> {
          assertThat(id.version()).isEqualTo(7);
          assertThat(id.variant()).isEqualTo(2);
          assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, after);
        });
  }

  @Example
  void shouldKnowTheFormOfItsIds() {
    assertThat(TaskIds.isOfATask(TaskIds.next())).isTrue();
    assertThat(TaskIds.isOfATask(TaskIds.of("default", "a"))).isTrue();
    assertThat(TaskIds.isOfATask(UUID.randomUUID())).isFalse();
  }

  @Example
  void shouldKeepGivingTheIdThatItOnceGave() {
    // This one is in the databases of installations: it must not change.
    assertThat(TaskIds.of("default", "monday-report-1"))
        .isEqualTo(UUID.fromString("aff2cb80-5381-80a9-8849-7579dcd3c814"));
  }

  @Property
  void shouldDeriveTheIdFromTenantAndKeyAlone(
      @ForAll @StringLength(max = 40) String tenant,
      @ForAll @CharRange(from = '!', to = '~') @StringLength(min = 1, max = 255) String key)
      throws Exception {
    // when
    UUID id = TaskIds.of(tenant, key);

    // then
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest((tenant + "\0" + key).getBytes(StandardCharsets.UTF_8));
    String hex = HexFormat.of().formatHex(hash).substring(0, 32);
    String digits = id.toString().replace("-", "");
    assertThat(TaskIds.of(tenant, key)).isEqualTo(id);
    assertThat(id.version()).isEqualTo(8);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(digits.substring(0, 12)).isEqualTo(hex.substring(0, 12));
    assertThat(digits.substring(13, 16)).isEqualTo(hex.substring(13, 16));
    assertThat(digits.substring(17)).isEqualTo(hex.substring(17));
  }

  @Property
  void shouldKeepTenantsApart(
      @ForAll @StringLength(min = 1, max = 10) String one,
      @ForAll @StringLength(min = 1, max = 10) String other,
      @ForAll @CharRange(from = '!', to = '~') @StringLength(min = 1, max = 20) String key) {
    Assume.that(!one.equals(other));
    // Unpaired surrogates have no bytes of their own.
    Assume.that(StandardCharsets.UTF_8.newEncoder().canEncode(one + other));
    assertThat(TaskIds.of(one, key)).isNotEqualTo(TaskIds.of(other, key));
  }

  @Property
  void shouldReadWhatItWrites(@ForAll long high, @ForAll long low) {
    UUID id = new UUID(high, low);
    assertThat(TaskIds.parse(id.toString())).isEqualTo(id);
  }

  @Property
  void shouldKnowNoTaskByAnyOtherText(@ForAll String text) {
    assertThatThrownBy(() -> TaskIds.parse(text)).isInstanceOf(ProblemException.class);
  }
}
