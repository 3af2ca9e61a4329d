package dev.offboard.orchestrator.policy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A version as somebody asks for it, by the API or the form. What is absent is as in the version
/// that it is based on, or as in `equalTo`.
///
/// @param basedOn the number of the version that whoever asks has seen
/// @param equalTo an older version to go back to
/// @param note why
/// @param deadlines by the wire name of the phase; those that are named replace all
/// @param rules replace all
public record PolicyBody(
    @Nullable Integer basedOn,
    @Nullable Integer equalTo,
    @Nullable String note,
    @Nullable String gracePeriod,
    @Nullable String erase,
    @Nullable String onRefusal,
    @Nullable Integer attentionAfter,
    @Nullable List<String> sweeps,
    @Nullable String priority,
    @Nullable String otherContract,
    @Nullable Map<String, String> deadlines,
    @Nullable Integer approvals,
    @Nullable String approveWithin,
    @Nullable String protectedAccount,
    @Nullable String lastAdministrator,
    @Nullable String oneself,
    @Nullable List<RuleBody> rules) {

  /// @param when a condition in CEL
  /// @param words what it is for
  public record RuleBody(@Nullable String when, @Nullable String words, @Nullable ThenBody then) {}

  public record ThenBody(
      @Nullable Integer approvals,
      @Nullable String gracePeriod,
      @Nullable String erase,
      @Nullable String priority) {}
}
