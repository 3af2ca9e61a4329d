package dev.offboard.messaging.egress;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which network addresses may be called: public ones, and this machine's own if it is configured
/// so. Everything else could make this service a way into a network that its callers cannot reach.
/// Sources: RFC 6890 and its successors, the IANA special-purpose registries.
public final class AddressRule {
  /// Public by its number, but answers from within a cloud's machines only.
  private static final byte[] AZURE_WIRE_SERVER = {(byte) 168, 63, (byte) 129, 16};

  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  /// Whether this machine itself may be called, as it is in tests and trials.
  public enum Loopback {
    ALLOWED,
    REFUSED
  }

  private final Loopback loopback;

  public AddressRule(Loopback loopback) {
    this.loopback = loopback;
  }

  /// https, or http to this machine itself if it may be called. Says nothing about the address that
  /// the name stands for.
  public boolean allowsScheme(URI target) {
    String host = target.getHost();
    if (host == null) {
      return false;
    }
    return "https".equalsIgnoreCase(target.getScheme())
        || "http".equalsIgnoreCase(target.getScheme())
            && loopback == Loopback.ALLOWED
            && HERE.contains(host.toLowerCase(Locale.ROOT));
  }

  /// Why this address is not called; absent if it may be.
  public Optional<String> objectionTo(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return loopback == Loopback.ALLOWED ? Optional.empty() : Optional.of("a loopback address");
    }
    if (address.isAnyLocalAddress()) {
      return Optional.of("a wildcard address");
    }
    if (address.isLinkLocalAddress()) {
      return Optional.of("a link-local or metadata address");
    }
    if (address.isMulticastAddress()) {
      return Optional.of("a multicast address");
    }
    if (address.isSiteLocalAddress()) {
      return Optional.of("a private address");
    }
    return switch (address) {
      case Inet4Address v4 -> objectionTo4(v4.getAddress());
      case Inet6Address v6 -> objectionTo6(v6.getAddress());
      default -> Optional.of("an address of an unknown kind");
    };
  }

  private static Optional<String> objectionTo4(byte[] a) {
    int first = a[0] & 0xff;
    int second = a[1] & 0xff;
    int third = a[2] & 0xff;
    if (java.util.Arrays.equals(a, AZURE_WIRE_SERVER)) {
      return Optional.of("a metadata address");
    }
    if (first == 0 || first >= 240) {
      return Optional.of("a reserved address");
    }
    if (first == 100 && second >= 64 && second < 128) {
      return Optional.of("a private address of a carrier or cloud");
    }
    if (first == 192 && second == 0 && (third == 0 || third == 2)
        || first == 198 && (second == 18 || second == 19)
        || first == 198 && second == 51 && third == 100
        || first == 203 && second == 0 && third == 113) {
      return Optional.of("a reserved address");
    }
    return Optional.empty();
  }

  private static Optional<String> objectionTo6(byte[] a) {
    int head = (a[0] & 0xff) << 8 | a[1] & 0xff;
    int next = (a[2] & 0xff) << 8 | a[3] & 0xff;
    if ((head & 0xfe00) == 0xfc00) {
      return Optional.of("a private address");
    }
    // 6to4, Teredo, NAT64 and the old IPv4-compatible form carry an IPv4 address past this rule
    if (head == 0x2002 || head == 0x2001 && next == 0 || head == 0x0064 || head == 0) {
      return Optional.of("an address that stands for another one");
    }
    if (head == 0x2001 && next == 0x0db8 || head == 0x0100) {
      return Optional.of("a reserved address");
    }
    return Optional.empty();
  }
}
