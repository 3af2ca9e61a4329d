package dev.offboard.messaging.access;

import dev.offboard.contracts.TenantId;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2TokenIntrospectionClaimNames;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.introspection.RestClientOpaqueTokenIntrospector;
import org.springframework.web.client.RestClient;

/// Asks the orchestrator what a token stands for (RFC 7662), as a service of the installation.
final class AskedTokens implements IssuedTokens {
  /// Where the orchestrator answers.
  static final String PATH = "/oauth2/introspect";

  /// The tenant that a token is bound to; absent in the answer for a global one.
  static final String TENANT = "tenant_id";

  /// It is a look-up by a key on the same network.
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final OpaqueTokenIntrospector introspector;

  AskedTokens(URI orchestrator, String serviceToken) {
    JdkClientHttpRequestFactory http =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build());
    http.setReadTimeout(TIMEOUT);
    this.introspector =
        new RestClientOpaqueTokenIntrospector(
            orchestrator.resolve(PATH).toString(),
            RestClient.builder()
                .requestFactory(http)
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + serviceToken)
                .build());
  }

  @Override
  public Optional<IssuedToken> find(String token) {
    try {
      return read(introspector.introspect(token));
    } catch (BadOpaqueTokenException e) {
      return Optional.empty();
    } catch (OAuth2IntrospectionException e) {
      throw new TokensAway("the orchestrator", e);
    }
  }

  /// An answer that doesn't say until when, or names a tenant that is none, lets nobody in.
  private static Optional<IssuedToken> read(OAuth2AuthenticatedPrincipal answer) {
    @Nullable String subject = answer.getAttribute(OAuth2TokenIntrospectionClaimNames.SUB);
    @Nullable Instant expiresAt = answer.getAttribute(OAuth2TokenIntrospectionClaimNames.EXP);
    @Nullable String tenant = answer.getAttribute(TENANT);
    @Nullable Object person = answer.getAttribute(Persons.CLAIM);
    @Nullable Collection<String> scopes =
        answer.getAttribute(OAuth2TokenIntrospectionClaimNames.SCOPE);
    if (subject == null || expiresAt == null) {
      return Optional.empty();
    }
    return Optional.of(
        new IssuedToken(
            new Caller(
                subject,
                tenant == null ? null : new TenantId(tenant),
                (scopes == null ? List.<String>of() : scopes)
                    .stream()
                        .flatMap(name -> Role.granted(name).stream())
                        .collect(Collectors.toSet()),
                Persons.read(person, null)),
            expiresAt));
  }
}
