package dev.offboard.messaging.sample;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.OffboardingConcluded;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.ResidualRolesQueried;
import dev.offboard.contracts.RolesRestored;
import dev.offboard.contracts.RolesWithdrawn;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserErased;
import dev.offboard.contracts.UserRef;
import dev.offboard.contracts.UserReinstated;
import dev.offboard.messaging.participant.Participant;
import dev.offboard.messaging.participant.Report;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Behaves by the user's name: `guard` refuses, `ghost` cannot be removed, `cursed` always throws,
/// `far` takes minutes, `jammed` takes minutes and is in trouble.
@Component
final class BadgeParticipant implements Participant {
  private final JdbcClient jdbc;

  BadgeParticipant(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public ParticipantName name() {
    return ParticipantName.SESSION;
  }

  @Override
  public Report on(UserDeprovisioned event) {
    return switch (event.userId().value()) {
      case "guard" -> Report.refused("on-duty", "the guard is on duty");
      case "far" -> Report.progressed("asked the far door");
      case "jammed" -> Report.failing("door-jammed", "the far door does not answer");
      case "ghost" -> Report.completed(Evidence.NONE);
      case "cursed" -> {
        remove(event.user());
        throw new IllegalStateException("curse of " + event.userId());
      }
      default -> Report.completed(Evidence.of("badges", remove(event.user())));
    };
  }

  @Override
  public Report on(UserReinstated event) {
    return Report.completed(Evidence.NONE);
  }

  @Override
  public Report on(UserErased event) {
    return Report.completed(Evidence.of("badges", remove(event.user())));
  }

  /// A role is a door.
  @Override
  public Report on(RolesWithdrawn event) {
    int removed = 0;
    for (HeldRole role : event.roles()) {
      removed +=
          jdbc.sql("DELETE FROM badge WHERE (tenant_id, user_id, door) = (?, ?, ?)")
              .params(event.tenantId().value(), event.userId().value(), role.role())
              .update();
    }
    return Report.completed(Evidence.of("badges", removed));
  }

  @Override
  public Report on(RolesRestored event) {
    for (HeldRole role : event.roles()) {
      jdbc.sql("INSERT INTO badge VALUES (?, ?, ?, ?)")
          .params(
              event.tenantId().value(), event.userId().value(), role.role(), event.epoch().value())
          .update();
    }
    return Report.completed(Evidence.of("badges", event.roles().size()));
  }

  @Override
  public Evidence residualRoles(ResidualRolesQueried question) {
    long badges =
        question.roles().stream().filter(role -> holds(question.user(), role.role())).count();
    return badges == 0 ? Evidence.NONE : Evidence.of("badges", badges);
  }

  private boolean holds(UserRef user, String door) {
    return jdbc.sql(
            "SELECT EXISTS (SELECT FROM badge WHERE (tenant_id, user_id, door) = (?, ?, ?))")
        .params(user.tenantId().value(), user.userId().value(), door)
        .query(Boolean.class)
        .single();
  }

  @Override
  public Report on(OffboardingConcluded event) {
    return Report.completed(Evidence.of("stateChanges", event.stateChanges()));
  }

  @Override
  public Evidence residualAccess(UserRef user, Epoch epoch) {
    long badges =
        jdbc.sql("SELECT count(*) FROM badge WHERE (tenant_id, user_id) = (?, ?) AND epoch <= ?")
            .params(user.tenantId().value(), user.userId().value(), epoch.value())
            .query(Long.class)
            .single();
    return badges == 0 ? Evidence.NONE : Evidence.of("badges", badges);
  }

  private int remove(UserRef user) {
    return jdbc.sql("DELETE FROM badge WHERE (tenant_id, user_id) = (?, ?)")
        .params(user.tenantId().value(), user.userId().value())
        .update();
  }
}
