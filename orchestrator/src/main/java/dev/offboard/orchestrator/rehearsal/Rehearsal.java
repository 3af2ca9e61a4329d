package dev.offboard.orchestrator.rehearsal;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import java.time.Instant;
import java.util.List;

/// What a policy would have made of past requests, compared with what was made of them.
///
/// @param days as far back as was looked
/// @param considered how many requests there were, or as many as are looked at
/// @param changed how many of them would have run otherwise
/// @param notKnown how many can't be told, because a rule asks what is not kept
/// @param isAll whether there were no more than are looked at
/// @param examples the latest that would have changed
public record Rehearsal(
    int days, int considered, int changed, int notKnown, boolean isAll, List<Example> examples) {
  /// One that would have run otherwise.
  public record Example(
      OffboardingId offboardingId,
      UserRef user,
      Instant requestedAt,
      List<Difference> differences) {}

  /// @param setting in plain words
  public record Difference(String setting, String was, String wouldBe) {}
}
