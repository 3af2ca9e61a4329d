package dev.offboard.audit.certificate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened, in one look. It says nothing that the entries do not say: whoever has them
/// derives it again.
///
/// @param state the last one
/// @param revokedAt when the first verified revocation was through; absent if there was none
/// @param concludedAt when nothing was left to do but to seal, or the offboarding ended otherwise
/// @param results what each participant last reported of each phase
/// @param inventory what each participant found when access began to be taken away
/// @param approvals who approved, and when
/// @param others entries that nothing above was derived from
public record Statement(
    String state,
    Instant requestedAt,
    @Nullable Person requestedBy,
    @Nullable Instant revokedAt,
    @Nullable Instant concludedAt,
    List<Change> history,
    List<Result> results,
    List<Inventory> inventory,
    List<Approval> approvals,
    List<Other> others) {
  public Statement {
    history = List.copyOf(history);
    results = List.copyOf(results);
    inventory = List.copyOf(inventory);
    approvals = List.copyOf(approvals);
    others = List.copyOf(others);
  }

  /// By id and role, never a name; absent where an entry does not say it in the open.
  public record Person(String id, String role) {}

  /// One committed state change.
  ///
  /// @param note what the person wrote who caused it, encrypted
  public record Change(
      long sequence,
      Instant at,
      @Nullable String from,
      String to,
      @Nullable Person by,
      String why,
      @Nullable Note note) {}

  /// A participant's last report of a phase.
  ///
  /// @param evidence counts of what was done
  /// @param residual accesses that were found left; absent if it did not say
  /// @param residualAccess the same by kind
  /// @param code why not, of what failed or was refused
  public record Result(
      String participant,
      String phase,
      String outcome,
      long attempt,
      Instant at,
      Map<String, Long> evidence,
      @Nullable Long residual,
      Map<String, Long> residualAccess,
      @Nullable String code) {}

  /// What a participant found, in its first report that tells.
  public record Inventory(String participant, Instant at, List<Held> held) {}

  /// Somebody agreed.
  public record Approval(Instant at, @Nullable Person by) {}

  /// Something else was written about this offboarding.
  public record Other(long leafIndex, String kind, @Nullable Instant at) {}
}
