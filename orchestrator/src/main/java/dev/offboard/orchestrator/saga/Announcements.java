package dev.offboard.orchestrator.saga;

import static java.util.Objects.requireNonNull;

import dev.offboard.contracts.OffboardingCompleted;
import dev.offboard.contracts.OffboardingConcluded;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.ResidualAccessQueried;
import dev.offboard.contracts.ResidualRolesQueried;
import dev.offboard.contracts.RolesRestored;
import dev.offboard.contracts.RolesWithdrawn;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserErased;
import dev.offboard.contracts.UserReinstated;
import dev.offboard.orchestrator.saga.PhaseDefinition.Call;
import org.jspecify.annotations.Nullable;

/// The facts the orchestrator announces, said from an offboarding. Ids only: no note, no name.
final class Announcements {
  private Announcements() {}

  static UserDeprovisioned userDeprovisioned(Offboarding offboarding, Call call) {
    return new UserDeprovisioned(
        offboarding.id(),
        offboarding.user().tenantId(),
        offboarding.user().userId(),
        offboarding.epoch(),
        call.attempt(),
        call.participants(),
        offboarding.reason(),
        offboarding.initiator(),
        offboarding.milestones().effectiveAt(),
        call.respondBy(),
        priority(offboarding),
        offboarding.approvals().complete());
  }

  static ResidualAccessQueried residualAccessQueried(Offboarding offboarding, Call call) {
    return new ResidualAccessQueried(
        offboarding.id(),
        offboarding.user().tenantId(),
        offboarding.user().userId(),
        offboarding.epoch(),
        call.attempt(),
        call.participants(),
        call.respondBy());
  }

  static RolesWithdrawn rolesWithdrawn(Offboarding offboarding, Call call) {
    return new RolesWithdrawn(
        offboarding.id(),
        offboarding.user().tenantId(),
        offboarding.user().userId(),
        offboarding.epoch(),
        call.attempt(),
        call.participants(),
        offboarding.roles(),
        offboarding.reason(),
        offboarding.initiator(),
        offboarding.milestones().effectiveAt(),
        call.respondBy(),
        priority(offboarding));
  }

  static ResidualRolesQueried residualRolesQueried(Offboarding offboarding, Call call) {
    return new ResidualRolesQueried(
        offboarding.id(),
        offboarding.user().tenantId(),
        offboarding.user().userId(),
        offboarding.epoch(),
        call.attempt(),
        call.participants(),
        offboarding.roles(),
        call.respondBy());
  }

  static RolesRestored rolesRestored(Offboarding offboarding, Call call) {
    return new RolesRestored(
        offboarding.id(),
        offboarding.user().tenantId(),
        offboarding.user().userId(),
        offboarding.epoch(),
        call.attempt(),
        call.participants(),
        offboarding.roles(),
        offboarding.reason(),
        requireNonNull(offboarding.undoneBy(), "a restoration has somebody who asked for it"),
        call.respondBy());
  }

  private static @Nullable Priority priority(Offboarding offboarding) {
    return switch (offboarding.policy().priority()) {
      case NORMAL -> null;
      case URGENT -> Priority.URGENT;
    };
  }

  static UserReinstated userReinstated(Offboarding offboarding, Call call) {
    return new UserReinstated(
        offboarding.id(),
        offboarding.user().tenantId(),
        offboarding.user().userId(),
        offboarding.epoch().next(),
        call.attempt(),
        call.participants(),
        offboarding.reason(),
        requireNonNull(offboarding.undoneBy(), "a reinstatement has somebody who asked for it"),
        call.respondBy());
  }

  static UserErased userErased(Offboarding offboarding, Call call) {
    return new UserErased(
        offboarding.id(),
        offboarding.user().tenantId(),
        offboarding.user().userId(),
        offboarding.epoch(),
        call.attempt(),
        call.participants(),
        call.respondBy());
  }

  static OffboardingConcluded offboardingConcluded(Offboarding offboarding, Call call) {
    return new OffboardingConcluded(
        offboarding.id(),
        offboarding.user().tenantId(),
        offboarding.user().userId(),
        offboarding.epoch(),
        call.attempt(),
        call.participants(),
        offboarding.stateChanges(),
        call.respondBy());
  }

  static OffboardingCompleted offboardingCompleted(Offboarding offboarding) {
    return new OffboardingCompleted(
        offboarding.id(),
        offboarding.user().tenantId(),
        offboarding.user().userId(),
        offboarding.epoch(),
        requireNonNull(offboarding.milestones().completedAt(), "COMPLETED has its time"));
  }
}
