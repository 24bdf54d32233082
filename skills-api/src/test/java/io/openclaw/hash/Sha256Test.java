package io.openclaw.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Sha256Test {
  /** From FIPS 180-2, appendix B.1. */
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void shouldBeAsTheStandardHasIt() {
    assertThat(Sha256.of("abc").hex()).isEqualTo(OF_ABC);
    assertThat(Sha256.of("abc".getBytes(UTF_8)).bytes()).hasSize(32).startsWith(0xba, 0x78);
  }

  @Test
  void shouldBeTheSameHoweverItIsPutTogether() {
    assertThat(new Sha256().add("a").add("xbcx".getBytes(UTF_8), 1, 2).hex()).isEqualTo(OF_ABC);
  }

  /** Stored tasks have such ids: they must never become others. */
  @Test
  void shouldMakeIdsOfVersion8() {
    assertThat(HashId.of(Sha256.of("abc"))).hasToString("ba7816bf-8f01-8fea-8141-40de5dae2223");
    assertThat(HashId.of(Sha256.of("abc")).version()).isEqualTo(8);
    assertThat(HashId.of(Sha256.of("abc")).variant()).isEqualTo(2);
  }
}
