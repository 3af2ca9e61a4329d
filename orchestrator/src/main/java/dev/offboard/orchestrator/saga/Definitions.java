package dev.offboard.orchestrator.saga;

import static dev.offboard.orchestrator.saga.ChangeRoles.CHANGE_ROLES;
import static dev.offboard.orchestrator.saga.OffboardUser.OFFBOARD_USER;

import dev.offboard.contracts.HeldRole;
import java.util.List;

/// The sagas that this version runs. A run of any other is parked.
public final class Definitions {
  public static final List<SagaDefinition> ALL = List.of(OFFBOARD_USER, CHANGE_ROLES);

  private Definitions() {}

  /// By what it is about: some roles, or, if none is named, the whole user.
  public static SagaDefinition of(List<HeldRole> roles) {
    return roles.isEmpty() ? OFFBOARD_USER : CHANGE_ROLES;
  }

  public static boolean isKnown(String name, int version) {
    return ALL.stream()
        .anyMatch(definition -> definition.name().equals(name) && definition.version() == version);
  }
}
