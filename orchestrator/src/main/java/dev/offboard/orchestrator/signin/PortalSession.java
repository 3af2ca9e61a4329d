package dev.offboard.orchestrator.signin;

import dev.offboard.orchestrator.page.NextPage;
import dev.offboard.orchestrator.person.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;

/// What the session of a signed-in person holds: which sign-in it is. Nothing of the person, so
/// that nothing of it can be outdated.
final class PortalSession {
  /// Somebody who does nothing that long has left the desk.
  private static final Duration IDLE = Duration.ofMinutes(30);

  private static final String SIGN_IN = "sign-in";
  private static final String ID_TOKEN = "id-token";
  private static final String NAME = "name";
  private static final String NEXT = "next";

  private PortalSession() {}

  /// Under a new id and empty: nothing that was in the session before, which anybody may have
  /// prepared, is carried over.
  static void begin(HttpServletRequest request, SignInId signIn, Person person) {
    HttpSession session = request.getSession(true);
    Collections.list(session.getAttributeNames()).forEach(session::removeAttribute);
    request.changeSessionId();
    session.setMaxInactiveInterval((int) IDLE.toSeconds());
    session.setAttribute(SIGN_IN, signIn.value().toString());
    session.setAttribute(
        FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, person.subject());
  }

  static Optional<SignInId> signIn(HttpServletRequest request) {
    return text(request, SIGN_IN).map(id -> new SignInId(UUID.fromString(id)));
  }

  /// What a provider has said of them: for the head of the page, and to sign out there.
  static void keep(HttpServletRequest request, String idToken, String name) {
    HttpSession session = request.getSession(true);
    session.setAttribute(ID_TOKEN, idToken);
    session.setAttribute(NAME, name);
  }

  static Optional<String> idToken(HttpServletRequest request) {
    return text(request, ID_TOKEN);
  }

  static Optional<String> name(HttpServletRequest request) {
    return text(request, NAME);
  }

  /// Where somebody goes on who comes back from a provider.
  static void goOnTo(HttpServletRequest request, String next) {
    request.getSession(true).setAttribute(NEXT, next);
  }

  static String next(HttpServletRequest request) {
    return NextPage.of(text(request, NEXT).orElse(null));
  }

  private static Optional<String> text(HttpServletRequest request, String name) {
    @Nullable HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(name) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  static void end(HttpServletRequest request) {
    @Nullable HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }
}
