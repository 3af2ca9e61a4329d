package dev.offboard.messaging.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;

/// Resolves the names of targets for the client. The connection is made to the very addresses that
/// were looked at here, so a name that changes its mind in between gains nothing. One forbidden
/// address among permitted ones is enough to refuse.
public final class GuardedResolver implements DnsResolver {
  private final AddressRule rule;

  public GuardedResolver(AddressRule rule) {
    this.rule = rule;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = InetAddress.getAllByName(host);
    for (InetAddress address : addresses) {
      Optional<String> objection = rule.objectionTo(address);
      if (objection.isPresent()) {
        throw new Forbidden("stands for %s, which is never called".formatted(objection.get()));
      }
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  /// Resolved, but not to be called.
  public static final class Forbidden extends UnknownHostException {
    private static final long serialVersionUID = 1;

    private Forbidden(String why) {
      super(why);
    }
  }
}
