package dev.offboard.messaging.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// Callers by JWTs of one configured issuer (RFC 9068): its keys, its audience, its algorithms,
/// with an expiry, and a tenant. Who is in a token without a tenant is nobody: only a word of the
/// issuer makes a caller global.
final class JwtCallers {
  /// Clocks of one company differ by less.
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

  private static final int TIMEOUT_MILLIS = 2_000;

  /// A set of keys has a few kB.
  private static final int MOST_BYTES = 64 * 1024;

  private final AccessProperties.@Nullable Jwt issuer;
  private final @Nullable JwtDecoder decoder;

  JwtCallers(AccessProperties.@Nullable Jwt issuer) {
    this.issuer = issuer;
    this.decoder = issuer == null ? null : decoder(issuer);
  }

  /// Empty for anything that is no good JWT of the issuer.
  ///
  /// @throws TokensAway if the issuer's keys can't be had
  Optional<Caller> find(String token) {
    if (issuer == null || decoder == null) {
      return Optional.empty();
    }
    try {
      return issuer.claims().read(decoder.decode(token).getClaims());
    } catch (BadJwtException e) {
      return Optional.empty();
    } catch (JwtException e) {
      // a key nobody knows, named again and again, must not make us fetch again and again
      for (Throwable t = e; t != null; t = t.getCause()) {
        if (t instanceof RateLimitReachedException) {
          return Optional.empty();
        }
      }
      throw new TokensAway("the issuer of tokens", e);
    }
  }

  private static JwtDecoder decoder(AccessProperties.Jwt issuer) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            issuer.algorithms().stream()
                .map(it -> JWSAlgorithm.parse(it.getName()))
                .collect(Collectors.toSet()),
            keys(issuer)));
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    // the validators below say it in one place
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
    JwtTimestampValidator times = new JwtTimestampValidator(CLOCK_SKEW);
    times.setAllowEmptyExpiryClaim(false);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            times,
            new JwtIssuerValidator(issuer.issuer().toString()),
            new JwtAudienceValidator(issuer.audience())));
    return decoder;
  }

  private static JWKSource<SecurityContext> keys(AccessProperties.Jwt issuer) {
    try {
      return JWKSourceBuilder.create(
              issuer.jwkSetUri().toURL(),
              new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES))
          .build();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(
          "offboard.access.jwt.jwk-set-uri: %s is no address; the service does not start"
              .formatted(issuer.jwkSetUri()),
          e);
    }
  }
}
