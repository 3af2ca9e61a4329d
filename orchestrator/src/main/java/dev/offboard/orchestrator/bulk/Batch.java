package dev.offboard.orchestrator.bulk;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Offboardings that wait together, because one source asked for too many.
///
/// @param collectsUntil from then on its list is frozen
/// @param decision absent while nobody has decided
public record Batch(
    BatchId id,
    Source source,
    Instant createdAt,
    Instant collectsUntil,
    @Nullable Decision decision,
    List<Member> members) {
  public Batch {
    members = List.copyOf(members);
  }

  /// What somebody said about all of them.
  ///
  /// @param reason of a denial, as a code
  /// @param person the user of the directory whom they are
  public record Decision(
      Verdict verdict,
      Initiator by,
      @Nullable UserRef person,
      @Nullable String reason,
      Instant at) {}

  public enum Verdict {
    APPROVED,
    DENIED
  }

  /// One of them, with the plan that it was accepted with.
  ///
  /// @param outcome absent until it is done
  public record Member(OffboardingId offboardingId, String planHash, @Nullable Outcome outcome) {}

  /// What became of a member after the decision.
  public enum Outcome {
    /// It goes on under this approval.
    APPROVED,
    /// It is cancelled.
    DENIED,
    /// It is not what it was, or needs more: it waits to be approved alone.
    PARKED,
    /// It waited no longer when it was its turn.
    GONE
  }

  /// SHA-256 of its members' ids and plans, in hexadecimal: whoever approves it approves exactly
  /// these. The text is JSON in the one form of RFC 8785; ids and hashes need no escapes.
  public String listHash() {
    String list =
        members.stream()
            .map(
                member ->
                    "{\"offboardingId\":\"%s\",\"planHash\":\"%s\"}"
                        .formatted(member.offboardingId(), member.planHash()))
            .sorted()
            .collect(Collectors.joining(",", "{\"batch\":\"" + id + "\",\"members\":[", "]}"));
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(list.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
