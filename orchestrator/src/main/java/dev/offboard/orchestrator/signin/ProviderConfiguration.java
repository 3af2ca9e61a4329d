package dev.offboard.orchestrator.signin;

import dev.offboard.orchestrator.page.FormTarget;
import dev.offboard.orchestrator.person.People;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ClientSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;

/// Signing in with a provider, where one is configured.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("offboard.sign-in.oidc.issuer")
@EnableConfigurationProperties(ProviderProperties.class)
class ProviderConfiguration {
  /// Stands in addresses: /oauth2/authorization/oidc, /login/oauth2/code/oidc,
  /// /logout/connect/back-channel/oidc.
  static final String ID = "oidc";

  @Bean
  ClientRegistrationRepository provider(ProviderProperties properties) {
    boolean isPublic = properties.clientSecret() == null;
    ClientRegistration.Builder client =
        ClientRegistration.withRegistrationId(ID)
            .clientName(properties.name())
            .clientId(properties.clientId())
            .clientAuthenticationMethod(
                isPublic
                    ? ClientAuthenticationMethod.NONE
                    : ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
            .scope(properties.scopes())
            .issuerUri(properties.issuer().toString())
            .authorizationUri(properties.authorizationUri().toString())
            .tokenUri(properties.tokenUri().toString())
            .jwkSetUri(properties.jwkSetUri().toString())
            .userNameAttributeName("sub")
            .clientSettings(ClientSettings.builder().requireProofKey(true).build());
    if (!isPublic) {
      client.clientSecret(String.valueOf(properties.clientSecret()).strip());
    }
    return new InMemoryClientRegistrationRepository(client.build());
  }

  @Bean
  JwtDecoderFactory<ClientRegistration> idTokens(ProviderProperties properties) {
    OidcIdTokenDecoderFactory decoders = new OidcIdTokenDecoderFactory();
    decoders.setJwsAlgorithmResolver(client -> properties.algorithm());
    return decoders;
  }

  @Bean
  ProviderSignIn providerSignIn(ProviderProperties properties, People people, SignIns signIns) {
    return new ProviderSignIn(properties, people, signIns);
  }

  @Bean
  ProviderDoor providerDoor(ProviderSignIn signIn, SignIns signIns) {
    return new ProviderDoor(signIn, signIns);
  }

  /// Signing out is a form that ends there.
  @Bean
  @ConditionalOnProperty("offboard.sign-in.oidc.end-session-uri")
  FormTarget endOfSession(ProviderProperties properties) {
    return new FormTarget(ProviderSignIn.origin(properties));
  }
}
