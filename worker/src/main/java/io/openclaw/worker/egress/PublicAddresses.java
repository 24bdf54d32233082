package io.openclaw.worker.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * Which addresses lie on the public internet. Everything else is this machine, its network, or
 * somebody's cloud.
 *
 * <p>Source: the special-purpose address registries of IANA (RFC 6890 and its updates).
 */
final class PublicAddresses {
  private static final List<Block> SPECIAL_V4 =
      List.of(
          Block.of("0.0.0.0", 8), // this network
          Block.of("10.0.0.0", 8), // private
          Block.of("100.64.0.0", 10), // shared by a carrier's customers
          Block.of("127.0.0.0", 8), // loopback
          Block.of("169.254.0.0", 16), // link-local, with most clouds' metadata
          Block.of("172.16.0.0", 12), // private
          Block.of("192.0.0.0", 24), // protocol assignments, with Oracle's metadata
          Block.of("192.0.2.0", 24), // documentation
          Block.of("192.31.196.0", 24), // AS112
          Block.of("192.52.193.0", 24), // AMT
          Block.of("192.88.99.0", 24), // 6to4 relays
          Block.of("192.168.0.0", 16), // private
          Block.of("192.175.48.0", 24), // AS112
          Block.of("198.18.0.0", 15), // benchmarks
          Block.of("198.51.100.0", 24), // documentation
          Block.of("203.0.113.0", 24), // documentation
          Block.of("224.0.0.0", 3), // multicast, reserved, broadcast
          Block.of("168.63.129.16", 32)); // Azure's own services

  /** All of IPv6 that is routed at all. */
  private static final Block GLOBAL_V6 = Block.of("2000::", 3);

  private static final List<Block> SPECIAL_V6 =
      List.of(
          Block.of("2001::", 23), // protocol assignments, Teredo
          Block.of("2001:db8::", 32), // documentation
          Block.of("2002::", 16), // 6to4: an IPv4 address within
          Block.of("3fff::", 20)); // documentation

  /** Where clouds tell a machine its secrets: nobody may have them, whatever is granted. */
  private static final Set<InetAddress> METADATA =
      Set.of(
          literal("169.254.169.254"),
          literal("169.254.170.2"),
          literal("168.63.129.16"),
          literal("100.100.100.200"),
          literal("192.0.0.192"),
          literal("fd00:ec2::254"));

  private PublicAddresses() {}

  /** Addresses that begin alike. */
  private record Block(InetAddress start, int bits) {
    static Block of(String start, int bits) {
      return new Block(literal(start), bits);
    }

    boolean contains(InetAddress address) {
      byte[] own = start.getAddress();
      byte[] other = address.getAddress();
      if (own.length != other.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if (((own[bit / 8] ^ other[bit / 8]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  static boolean contains(InetAddress address) {
    return address instanceof Inet4Address
        ? SPECIAL_V4.stream().noneMatch(block -> block.contains(address))
        : GLOBAL_V6.contains(address)
            && SPECIAL_V6.stream().noneMatch(block -> block.contains(address));
  }

  /** Whether nobody may ever be let through to it. */
  static boolean isForbidden(InetAddress address) {
    return METADATA.contains(address)
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || address.isAnyLocalAddress();
  }

  private static InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("no address: " + text, e);
    }
  }
}
