package dev.offboard.orchestrator.page;

import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.CallerAuthentication;
import dev.offboard.messaging.access.Role;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

/// Who looks at a page, as the layout shows it.
///
/// @param name what they call themselves here; never in logs
/// @param mustChange whether they get no further than to a new password
public record Viewer(String name, Caller caller, boolean mustChange) {

  /// The tenant in a few words.
  public String reach() {
    return caller.tenant() == null ? "all tenants" : caller.tenant().value();
  }

  /// For templates: `viewer.may('operator')`.
  public boolean may(String role) {
    return Role.granted(role).filter(caller.roles()::contains).isPresent();
  }

  @Override
  public String toString() {
    return "Viewer[" + caller.subject() + "]";
  }

  /// Whoever has sent the request that is being answered; null if that is nobody in particular.
  static @Nullable Viewer current() {
    return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
        .filter(CallerAuthentication.class::isInstance)
        .map(CallerAuthentication.class::cast)
        .map(
            known ->
                known.getDetails() instanceof Viewer viewer
                    ? viewer
                    : new Viewer(known.caller().subject(), known.caller(), false))
        .orElse(null);
  }
}
