package dev.offboard.messaging.access;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/// @param requestsPerSecond of one token at one instance of a service; more are answered with 429
/// @param jwt whose JWTs are accepted; nobody's if absent
@ConfigurationProperties("offboard.access")
record AccessProperties(@DefaultValue("5000") int requestsPerSecond, @Nullable Jwt jwt) {

  /// One issuer (RFC 9068). Everything is named here, nothing is discovered: what isn't named is
  /// not accepted.
  ///
  /// @param algorithms those that a signature may have; only asymmetric ones exist here
  /// @param tenantClaim names the tenant; a token without it is refused
  /// @param global what the tenant claim says of a caller of all tenants
  /// @param rolesClaim the list of roles; dots lead into objects, as in `realm_access.roles`
  /// @param roles what the issuer calls our roles, where it calls them otherwise
  /// @param personClaim the user of the directory whom the caller is, `TENANT/USER` or the user
  ///   alone
  record Jwt(
      URI issuer,
      String audience,
      URI jwkSetUri,
      @DefaultValue("RS256") List<SignatureAlgorithm> algorithms,
      @DefaultValue("tenant_id") String tenantClaim,
      @DefaultValue("*") String global,
      @DefaultValue("roles") String rolesClaim,
      @DefaultValue Map<String, String> roles,
      @DefaultValue("person") String personClaim) {
    CallerClaims claims() {
      return new CallerClaims(tenantClaim, global, rolesClaim, roles, personClaim);
    }
  }
}
