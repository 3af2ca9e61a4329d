package dev.offboard.orchestrator.signin;

import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Subjects;
import dev.offboard.orchestrator.person.People;
import dev.offboard.orchestrator.person.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/// What follows when the provider has said who somebody is: a person of ours, if its claims give
/// them a tenant and a role here and nobody has disabled them.
final class ProviderSignIn implements AuthenticationSuccessHandler, AuthenticationFailureHandler {
  static final String REFUSED = "refused";
  static final String FAILED = "failed";

  private static final Logger log = LoggerFactory.getLogger(ProviderSignIn.class);

  private final ProviderProperties provider;
  private final People people;
  private final SignIns signIns;

  ProviderSignIn(ProviderProperties provider, People people, SignIns signIns) {
    this.provider = provider;
    this.people = people;
    this.signIns = signIns;
  }

  String name() {
    return provider.name();
  }

  static String subject(String issuer, String subject) {
    return Subjects.of(issuer, subject);
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws IOException {
    String next = PortalSession.next(request);
    if (!(authentication.getPrincipal() instanceof OidcUser user)
        || !open(request, user.getIdToken())) {
      PortalSession.end(request);
      response.sendRedirect(SignInPage.PATH + "?" + REFUSED);
      return;
    }
    response.sendRedirect(next);
  }

  private boolean open(HttpServletRequest request, OidcIdToken token) {
    Optional<Caller> caller =
        provider.claims().read(token.getClaims()).filter(it -> !it.roles().isEmpty());
    if (caller.isEmpty()) {
      log.info("the provider vouches for somebody who has no tenant or no role here; refused");
      return false;
    }
    Person person = people.ofProvider(caller.get());
    @Nullable String sid = token.getClaimAsString("sid");
    SignInId signIn =
        signIns.open(
            person.id(),
            sid == null ? null : new ProviderSid(String.valueOf(token.getIssuer()), sid));
    if (signIns.find(signIn).isEmpty()) {
      signIns.end(signIn);
      log.info("{} is disabled or offboarded; refused", person.subject());
      return false;
    }
    PortalSession.begin(request, signIn, person);
    PortalSession.keep(request, token.getTokenValue(), nameIn(token));
    log.info("{} has signed in", person.subject());
    return true;
  }

  /// For the head of the page; it is kept in the session alone.
  private static String nameIn(OidcIdToken token) {
    String name = token.getPreferredUsername();
    return name != null ? name : token.getFullName() != null ? token.getFullName() : "signed in";
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    log.warn(
        "the provider's answer was not accepted ({}); whoever came with it is back at the sign-in",
        failure instanceof OAuth2AuthenticationException known
            ? known.getError().getErrorCode()
            : failure.getClass().getSimpleName());
    response.sendRedirect(SignInPage.PATH + "?" + FAILED);
  }

  /// Where signing out goes on (OpenID Connect RP-Initiated Logout section 2); empty if it ends
  /// here.
  Optional<String> endOfSession(HttpServletRequest request) {
    URI there = provider.endSessionUri();
    return there == null
        ? Optional.empty()
        : PortalSession.idToken(request)
            .map(
                token ->
                    UriComponentsBuilder.fromUri(there)
                        .queryParam("client_id", "{client}")
                        .queryParam("id_token_hint", "{token}")
                        .queryParam("post_logout_redirect_uri", "{back}")
                        .encode()
                        .buildAndExpand(
                            provider.clientId(),
                            token,
                            ServletUriComponentsBuilder.fromContextPath(request)
                                .path(SignInPage.PATH)
                                .toUriString())
                        .toUriString());
  }

  static String origin(ProviderProperties provider) {
    URI uri = java.util.Objects.requireNonNull(provider.endSessionUri());
    return uri.getScheme() + "://" + uri.getAuthority();
  }
}
