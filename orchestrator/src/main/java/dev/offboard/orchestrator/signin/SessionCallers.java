package dev.offboard.orchestrator.signin;

import dev.offboard.messaging.access.CallerAuthentication;
import dev.offboard.orchestrator.page.Viewer;
import dev.offboard.orchestrator.person.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/// Makes a caller of the session's sign-in, anew for each request: a role taken away, an account
/// disabled, a sign-in ended elsewhere take effect at once. A request with an `Authorization`
/// header stands for its token alone; its cookie counts for nothing.
final class SessionCallers implements SecurityContextRepository {
  private final SignIns signIns;

  SessionCallers(SignIns signIns) {
    this.signIns = signIns;
  }

  @Override
  public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
    return new Loaded(find(request).orElseGet(SecurityContextImpl::new));
  }

  @Override
  @SuppressWarnings("deprecation")
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    return loadDeferredContext(holder.getRequest()).get();
  }

  /// Nothing to do: a sign-in is kept when it happens.
  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return find(request).isPresent();
  }

  private Optional<SecurityContext> find(HttpServletRequest request) {
    if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
      return Optional.empty();
    }
    return PortalSession.signIn(request)
        .flatMap(
            id -> {
              Optional<Person> person = signIns.find(id);
              if (person.isEmpty()) {
                PortalSession.end(request);
              }
              return person;
            })
        .map(SessionCallers::context);
  }

  private static SecurityContext context(Person person) {
    CallerAuthentication caller = new CallerAuthentication(person.caller());
    @Nullable String name = person.signInName();
    caller.setDetails(
        new Viewer(name == null ? person.subject() : name, person.caller(), person.mustChange()));
    return new SecurityContextImpl(caller);
  }

  /// Loaded when it is made.
  private record Loaded(SecurityContext context) implements DeferredSecurityContext {
    @Override
    public SecurityContext get() {
      return context;
    }

    @Override
    public boolean isGenerated() {
      return context.getAuthentication() == null;
    }
  }
}
