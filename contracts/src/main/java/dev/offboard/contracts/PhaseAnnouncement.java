package dev.offboard.contracts;

import java.time.Instant;
import java.util.List;

/// An announcement that the addressed participants act on and report about. Announced again, with a
/// higher attempt, until each has reported completed.
public sealed interface PhaseAnnouncement extends Announcement
    permits UserDeprovisioned,
        ResidualAccessQueried,
        UserReinstated,
        UserErased,
        OffboardingConcluded,
        RoleAnnouncement {
  Phase phase();

  /// The n-th announcement of this phase, from 1; a report carries it back and is ignored if it is
  /// not the latest.
  int attempt();

  /// Who has to report. Others may take notice.
  List<ParticipantName> participants();

  /// After this the offboarding needs attention; it never gives access back.
  Instant respondBy();
}
