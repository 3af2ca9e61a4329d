package dev.offboard.entitlement.connection;

import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.messaging.egress.AddressRule;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.springframework.stereotype.Component;

/// Which targets a person may put. The address is looked at again at every call, see [AddressRule]:
/// what a name stands for today says nothing about tomorrow.
@Component
class TargetRule {
  private static final int MAX_LENGTH = 2000;

  private final AddressRule addresses;

  TargetRule(AddressRule addresses) {
    this.addresses = addresses;
  }

  /// @throws ApiProblem 400 that names the field
  void check(URI target, Method method) {
    String host = target.getHost();
    if (host == null || target.toString().length() > MAX_LENGTH) {
      throw refused("no absolute URL with a host, at most %d long".formatted(MAX_LENGTH));
    }
    if (!addresses.allowsScheme(target)) {
      throw refused("not https");
    }
    if (target.getRawUserInfo() != null || target.getRawFragment() != null) {
      throw refused("has a user or a fragment; put a secret as `secret`");
    }
    if (method == Method.SCIM && target.getRawQuery() != null) {
      throw refused("has a query, but a SCIM base URL has none");
    }
    checkAddresses(host);
  }

  private void checkAddresses(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        addresses
            .objectionTo(address)
            .ifPresent(
                objection -> {
                  throw refused("stands for " + objection);
                });
      }
    } catch (UnknownHostException e) {
      // the name may be made later; until then every call says that it is unknown
    }
  }

  private static ApiProblem refused(String why) {
    return ApiProblem.badRequest(
            "invalid-value",
            "target: %s (expected: an https URL on a public address). Nothing was changed."
                .formatted(why))
        .with("field", "target");
  }
}
