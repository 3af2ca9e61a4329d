package dev.offboard.session.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.offboard.messaging.access.Caller;
import dev.offboard.session.token.TokenPair;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The three OAuth endpoints. The caller is authenticated by the installation's token; a client
/// needs no credentials of its own.
@RestController
@RequestMapping("/oauth2")
class OAuthEndpoint {
  private static final String REFRESH_TOKEN = "refresh_token";

  private final Introspection introspection;
  private final Revocation revocation;
  private final Refresh refresh;

  OAuthEndpoint(Introspection introspection, Revocation revocation, Refresh refresh) {
    this.introspection = introspection;
    this.revocation = revocation;
    this.refresh = refresh;
  }

  /// RFC 7662 section 2. `token_type_hint` is not needed: both kinds are found by the same look.
  @PostMapping("/introspect")
  ResponseEntity<Introspection.IntrospectionResponse> introspect(
      Caller caller, HttpServletRequest request) {
    return unstored(introspection.of(Form.of(request).token("token"), caller));
  }

  /// RFC 7009 section 2.2: 200 without a body, whether the token was known or not.
  @PostMapping("/revoke")
  ResponseEntity<Void> revoke(Caller caller, HttpServletRequest request) {
    revocation.revoke(Form.of(request).token("token"), caller);
    return unstored(null);
  }

  /// RFC 6749 section 6.
  @PostMapping("/token")
  ResponseEntity<TokenResponse> token(Caller caller, HttpServletRequest request) {
    Form form = Form.of(request);
    String grantType = form.required("grant_type");
    if (!grantType.equals(REFRESH_TOKEN)) {
      throw OAuthRefusal.unsupportedGrantType(
          "grant_type is not refresh_token, the only one here; nothing was done");
    }
    if (form.value("scope").isPresent()) {
      throw OAuthRefusal.invalidScope("a session has no scopes to ask for; nothing was done");
    }
    return switch (refresh.exchange(form.token(REFRESH_TOKEN), form.value("client_id"), caller)) {
      case Refresh.Outcome.Exchanged(TokenPair pair) -> unstored(TokenResponse.of(pair));
      case Refresh.Outcome.Refused() ->
          throw OAuthRefusal.invalidGrant(
              "the refresh token is unknown, used, expired, revoked or another client's; the user"
                  + " has to sign in again");
    };
  }

  /// RFC 6749 section 5.1 asks for the headers, and for JSON whatever the caller says to accept.
  private static <T> ResponseEntity<T> unstored(@Nullable T body) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .header(HttpHeaders.PRAGMA, "no-cache")
        .contentType(MediaType.APPLICATION_JSON)
        .body(body);
  }

  /// RFC 6749 section 5.1.
  record TokenResponse(
      @JsonProperty("access_token") String accessToken,
      @JsonProperty("token_type") String tokenType,
      @JsonProperty("expires_in") long expiresIn,
      @JsonProperty("refresh_token") String refreshToken) {

    static TokenResponse of(TokenPair pair) {
      return new TokenResponse(
          pair.access().value(), "Bearer", pair.expiresInSeconds(), pair.refresh().value());
    }

    @Override
    public String toString() {
      return "TokenResponse[hidden]";
    }
  }
}
