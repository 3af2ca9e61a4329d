package dev.offboard.orchestrator.page;

import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.CallerAuthentication;
import dev.offboard.messaging.access.Role;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

/// Who looks at a page, as the layout shows it.
///
/// @param name what they call themselves here; never in logs
/// @param mustChange whether they get no further than to a new password
public record Viewer(String name, Caller caller, boolean mustChange) {

  private static final Set<Role> WHO_FOLLOWS =
      EnumSet.of(Role.VIEWER, Role.REQUESTER, Role.APPROVER, Role.OPERATOR, Role.ADMINISTRATOR);

  /// The tenant in a few words.
  public String reach() {
    return caller.tenant() == null ? "all tenants" : caller.tenant().value();
  }

  /// For templates: `viewer.may('operator')`.
  public boolean may(String role) {
    return Role.granted(role).filter(caller.roles()::contains).isPresent();
  }

  /// Whether they may follow offboardings, and so look for whom they are about.
  public boolean mayFollow() {
    return !Collections.disjoint(caller.roles(), WHO_FOLLOWS);
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
