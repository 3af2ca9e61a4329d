package dev.offboard.local.directory;

import dev.offboard.contracts.TenantId;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Which tenant an organization's name means. A name that is a valid id is the id; another is
/// written in lower case with hyphens ("Nordwind Logistics" is `nordwind-logistics`). Two different
/// names never mean the same tenant within one import, because that would mix two companies' users.
final class TenantNames {
  private static final Pattern VALID_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern NOT_IN_AN_ID = Pattern.compile("[^a-z0-9]+");

  private final Map<TenantId, String> organizations = new HashMap<>();

  /// @throws IllegalArgumentException saying why the organization can't be a tenant
  TenantId tenantOf(String organization) {
    TenantId tenant = new TenantId(idOf(organization));
    String first = organizations.putIfAbsent(tenant, organization);
    if (first != null && !first.equals(organization)) {
      throw new IllegalArgumentException(
          "organization \"%s\" would be tenant %s, which is \"%s\" already; import it with --tenant"
              .formatted(organization, tenant, first));
    }
    return tenant;
  }

  /// The tenants met so far and what the files call them.
  Map<TenantId, String> organizations() {
    return Collections.unmodifiableMap(organizations);
  }

  private static String idOf(String organization) {
    if (VALID_ID.matcher(organization).matches()) {
      return organization;
    }
    String id =
        NOT_IN_AN_ID
            .matcher(organization.toLowerCase(Locale.ROOT))
            .replaceAll("-")
            .replaceAll("^-|-$", "");
    if (id.isEmpty()) {
      throw new IllegalArgumentException(
          "organization \"%s\" holds no letter or digit of an id; import it with --tenant"
              .formatted(organization));
    }
    return id;
  }
}
