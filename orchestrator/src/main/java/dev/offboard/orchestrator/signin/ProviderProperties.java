package dev.offboard.orchestrator.signin;

import dev.offboard.messaging.access.CallerClaims;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/// One provider that people sign in with (OpenID Connect Core section 3.1). Everything is named
/// here, nothing is discovered: what isn't named is not accepted, and a provider that is away keeps
/// nobody from starting.
///
/// @param name on the button
/// @param clientSecret absent for a public client, which has PKCE alone
/// @param endSessionUri where signing out goes on; the session at the provider stays if absent
/// @param algorithm that ID tokens are signed with; logout tokens are RS256
/// @param tenantClaim this and the rest are claims of the ID token, named as those of
///   `offboard.access.jwt`
@ConfigurationProperties("offboard.sign-in.oidc")
record ProviderProperties(
    @DefaultValue("your company's sign-in") String name,
    URI issuer,
    String clientId,
    @Nullable String clientSecret,
    URI authorizationUri,
    URI tokenUri,
    URI jwkSetUri,
    @Nullable URI endSessionUri,
    @DefaultValue("RS256") SignatureAlgorithm algorithm,
    @DefaultValue("openid") List<String> scopes,
    @DefaultValue("tenant_id") String tenantClaim,
    @DefaultValue("*") String global,
    @DefaultValue("roles") String rolesClaim,
    @DefaultValue Map<String, String> roles,
    @DefaultValue("person") String personClaim) {

  CallerClaims claims() {
    return new CallerClaims(tenantClaim, global, rolesClaim, roles, personClaim);
  }

  @Override
  public String toString() {
    return "ProviderProperties[" + issuer + "]";
  }
}
