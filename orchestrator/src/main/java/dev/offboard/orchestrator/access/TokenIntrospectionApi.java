package dev.offboard.orchestrator.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.IssuedToken;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.chassis.ApiProblem;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Tells the other services what a token stands for (RFC 7662). Anything that is no live token is
/// just not active, whatever the reason.
@RestController
final class TokenIntrospectionApi {
  private final ApiTokens tokens;

  TokenIntrospectionApi(ApiTokens tokens) {
    this.tokens = tokens;
  }

  /// RFC 7662 section 2.2; `tenant_id` is absent for a token of all tenants, `scope` has its roles.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Introspection(
      boolean active,
      @Nullable String sub,
      @Nullable String scope,
      @JsonProperty("tenant_id") @Nullable String tenantId,
      @Nullable String person,
      @Nullable Long exp) {
    static final Introspection INACTIVE = new Introspection(false, null, null, null, null, null);

    static Introspection of(IssuedToken token) {
      Caller caller = token.caller();
      return new Introspection(
          true,
          caller.subject(),
          caller.roles().stream().map(Role::wireName).sorted().collect(Collectors.joining(" ")),
          caller.tenant() == null ? null : caller.tenant().value(),
          caller.person() == null ? null : caller.person().toString(),
          token.expiresAt().getEpochSecond());
    }
  }

  @PostMapping(
      path = "/oauth2/introspect",
      consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Introspection> introspectToken(
      @RequestParam(required = false) @Nullable String token) {
    if (token == null) {
      throw ApiProblem.badRequest("invalid-value", "token: is missing.").with("field", "token");
    }
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(tokens.find(token).map(Introspection::of).orElse(Introspection.INACTIVE));
  }
}
