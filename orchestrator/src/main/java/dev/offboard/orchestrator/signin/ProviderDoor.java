package dev.offboard.orchestrator.signin;

import dev.offboard.messaging.access.OtherDoor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionInformation;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.web.client.RestClient;

/// Lets in whom the provider vouches for: authorization code with PKCE, state and nonce (OpenID
/// Connect Core section 3.1, RFC 7636), and out whom it reports gone (Back-Channel Logout section
/// 2.5).
final class ProviderDoor implements OtherDoor {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final ProviderSignIn signIn;
  private final SignIns signIns;

  ProviderDoor(ProviderSignIn signIn, SignIns signIns) {
    this.signIn = signIn;
    this.signIns = signIns;
  }

  @Override
  public void open(HttpSecurity http) {
    http.oauth2Login(
            it ->
                it.loginPage(SignInPage.PATH)
                    .authorizedClientRepository(new NothingKept())
                    .tokenEndpoint(token -> token.accessTokenResponseClient(tokens()))
                    .successHandler(signIn)
                    .failureHandler(signIn))
        .oidcLogout(
            it ->
                it.oidcSessionRegistry(new NothingKept())
                    .backChannel(channel -> channel.logoutHandler(this::gone)))
        .addFilterBefore(ProviderDoor::tellApart, HeaderWriterFilter.class);
  }

  /// A token that is the provider's and no logout token, such as an ID token, is the sender's
  /// fault.
  private static void tellApart(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (AuthenticationServiceException e) {
      ((HttpServletResponse) response).sendError(HttpStatus.BAD_REQUEST.value());
    }
  }

  /// By the session at the provider if the token names one, else everything of the person.
  private void gone(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Authentication authentication) {
    if (authentication != null && authentication.getPrincipal() instanceof OidcLogoutToken token) {
      String issuer = String.valueOf(token.getIssuer());
      if (token.getSessionId() != null) {
        signIns.endAllOf(new ProviderSid(issuer, token.getSessionId()));
      } else if (token.getSubject() != null) {
        signIns.endAllOf(ProviderSignIn.subject(issuer, token.getSubject()));
      }
    }
  }

  private static RestClientAuthorizationCodeTokenResponseClient tokens() {
    JdkClientHttpRequestFactory http =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build());
    http.setReadTimeout(TIMEOUT);
    RestClientAuthorizationCodeTokenResponseClient tokens =
        new RestClientAuthorizationCodeTokenResponseClient();
    tokens.setRestClient(
        RestClient.builder()
            .requestFactory(http)
            .configureMessageConverters(
                it ->
                    it.disableDefaults()
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
    return tokens;
  }

  /// We ask the provider who somebody is and nothing else: its tokens are not needed any more. Who
  /// is signed in stands in a table, for all instances.
  private static final class NothingKept
      implements OAuth2AuthorizedClientRepository, OidcSessionRegistry {
    @Override
    @SuppressWarnings("NullAway")
    public <T extends OAuth2AuthorizedClient> T loadAuthorizedClient(
        String id, Authentication principal, HttpServletRequest request) {
      return null;
    }

    @Override
    public void saveAuthorizedClient(
        OAuth2AuthorizedClient client,
        Authentication principal,
        HttpServletRequest request,
        HttpServletResponse response) {}

    @Override
    public void removeAuthorizedClient(
        String id,
        Authentication principal,
        HttpServletRequest request,
        HttpServletResponse response) {}

    @Override
    public void saveSessionInformation(OidcSessionInformation session) {}

    @Override
    public @Nullable OidcSessionInformation removeSessionInformation(String session) {
      return null;
    }

    @Override
    public Iterable<OidcSessionInformation> removeSessionInformation(OidcLogoutToken token) {
      return List.of();
    }
  }
}
