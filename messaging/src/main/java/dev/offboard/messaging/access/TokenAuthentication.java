package dev.offboard.messaging.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/// Makes a caller of a bearer token (RFC 6750): one of the two secrets of the installation, a token
/// that the orchestrator has issued, or a JWT where an issuer is configured.
final class TokenAuthentication implements AuthenticationManager {
  private final byte[] installation;
  private final byte[] service;
  private final IssuedTokens issued;
  private final JwtCallers jwts;

  TokenAuthentication(Secrets secrets, IssuedTokens issued, JwtCallers jwts) {
    this.installation = bytes(secrets.installation());
    this.service = bytes(secrets.service());
    this.issued = issued;
    this.jwts = jwts;
  }

  /// The secrets that are files of the installation.
  record Secrets(String installation, String service) {
    @Override
    public String toString() {
      return "Secrets[hidden]";
    }
  }

  @Override
  public Authentication authenticate(Authentication presented) {
    if (!(presented instanceof BearerTokenAuthenticationToken bearer)) {
      // of another door, which has said its own no already
      throw new ProviderNotFoundException("only bearer tokens are known here");
    }
    return new CallerAuthentication(
        find(bearer.getToken())
            .orElseThrow(() -> new InvalidBearerTokenException("no live token")));
  }

  private Optional<Caller> find(String token) {
    byte[] bytes = bytes(token);
    // one after the other in constant time: how much is right does not show
    if (MessageDigest.isEqual(installation, bytes)) {
      return Optional.of(Caller.INSTALLATION);
    }
    if (MessageDigest.isEqual(service, bytes)) {
      return Optional.of(Caller.SERVICE);
    }
    return token.startsWith(IssuedTokens.PREFIX)
        ? issued.find(token).map(IssuedToken::caller)
        : jwts.find(token);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
