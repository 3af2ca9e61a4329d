package dev.offboard.orchestrator.signin;

import dev.offboard.orchestrator.person.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
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

  private PortalSession() {}

  /// A new session under a new id: nothing that was in the one before, which anybody may have
  /// prepared, is carried over.
  static void begin(HttpServletRequest request, SignInId signIn, Person person) {
    end(request);
    HttpSession session = request.getSession(true);
    session.setMaxInactiveInterval((int) IDLE.toSeconds());
    session.setAttribute(SIGN_IN, signIn.value().toString());
    session.setAttribute(
        FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, person.subject());
  }

  static Optional<SignInId> signIn(HttpServletRequest request) {
    @Nullable HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(SIGN_IN) instanceof String id
        ? Optional.of(new SignInId(UUID.fromString(id)))
        : Optional.empty();
  }

  static void end(HttpServletRequest request) {
    @Nullable HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }
}
