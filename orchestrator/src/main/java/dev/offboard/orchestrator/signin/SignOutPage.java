package dev.offboard.orchestrator.signin;

import dev.offboard.messaging.access.Caller;
import dev.offboard.orchestrator.page.Page;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.PostMapping;

/// The way out; with a provider it goes on there.
@Page
final class SignOutPage {
  static final String PATH = "/sign-out";

  private static final Logger log = LoggerFactory.getLogger(SignOutPage.class);

  private final SignIns signIns;
  private final ObjectProvider<ProviderSignIn> provider;

  SignOutPage(SignIns signIns, ObjectProvider<ProviderSignIn> provider) {
    this.signIns = signIns;
    this.provider = provider;
  }

  @PostMapping(PATH)
  String signOut(Caller caller, HttpServletRequest request) {
    String next =
        provider.stream()
            .flatMap(it -> it.endOfSession(request).stream())
            .findFirst()
            .orElse(SignInPage.PATH);
    PortalSession.signIn(request).ifPresent(signIns::end);
    PortalSession.end(request);
    log.info("{} has signed out", caller.subject());
    return "redirect:" + next;
  }
}
