package dev.offboard.messaging.access;

import dev.offboard.contracts.TenantId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How an issuer says who a caller is: the names of its claims, and what it calls our roles.
///
/// @param tenantClaim names the tenant; who is in a token without it is nobody
/// @param global what the tenant claim says of a caller of all tenants
/// @param rolesClaim the list of roles; dots lead into objects, as in `realm_access.roles`
/// @param roles what the issuer calls our roles, where it calls them otherwise
/// @param personClaim names the user of the directory whom the caller is, if it is there
public record CallerClaims(
    String tenantClaim,
    String global,
    String rolesClaim,
    Map<String, String> roles,
    String personClaim) {

  /// Empty for claims that make nobody.
  public Optional<Caller> read(Map<String, Object> claims) {
    if (!(claims.get("sub") instanceof String subject)
        || !(claim(claims, tenantClaim) instanceof String named)) {
      return Optional.empty();
    }
    try {
      TenantId tenant = named.equals(global) ? null : new TenantId(named);
      return Optional.of(
          new Caller(
              Subjects.of(String.valueOf(claims.get("iss")), subject),
              tenant,
              rolesOf(claims),
              Persons.read(claim(claims, personClaim), tenant)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Names that are no role of ours are somebody else's.
  private Set<Role> rolesOf(Map<String, Object> claims) {
    return claim(claims, rolesClaim) instanceof Collection<?> names
        ? names.stream()
            .map(String::valueOf)
            .map(name -> roles.getOrDefault(name, name))
            .flatMap(name -> Role.granted(name).stream())
            .collect(Collectors.toSet())
        : Set.of();
  }

  private static @Nullable Object claim(Map<?, ?> claims, String name) {
    if (claims.containsKey(name)) {
      return claims.get(name);
    }
    int dot = name.indexOf('.');
    return dot > 0 && claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
        ? claim(inner, name.substring(dot + 1))
        : null;
  }
}
