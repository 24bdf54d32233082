package io.openclaw.hash;

import java.nio.ByteBuffer;
import java.util.UUID;

/** Ids that whoever makes one of the same things comes to, without asking anybody. */
public final class HashId {
  private static final int VERSION_8 = 0x8000;

  private HashId() {}

  /**
   * Version 8, from the hash of what the id is to follow from (RFC 9562, 5.8).
   *
   * @param hash is read by this
   */
  public static UUID of(Sha256 hash) {
    ByteBuffer bytes = ByteBuffer.wrap(hash.bytes());
    long high = (bytes.getLong() & ~0xF000L) | VERSION_8;
    long low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
