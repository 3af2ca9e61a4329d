package dev.offboard.orchestrator.signin;

import dev.offboard.messaging.access.Caller;
import dev.offboard.orchestrator.page.Page;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;

/// The way out.
@Page
final class SignOutPage {
  static final String PATH = "/sign-out";

  private static final Logger log = LoggerFactory.getLogger(SignOutPage.class);

  private final SignIns signIns;

  SignOutPage(SignIns signIns) {
    this.signIns = signIns;
  }

  @PostMapping(PATH)
  String signOut(Caller caller, HttpServletRequest request) {
    PortalSession.signIn(request).ifPresent(signIns::end);
    PortalSession.end(request);
    log.info("{} has signed out", caller.subject());
    return "redirect:" + SignInPage.PATH;
  }
}
