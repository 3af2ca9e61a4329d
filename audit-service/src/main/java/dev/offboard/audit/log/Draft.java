package dev.offboard.audit.log;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// An entry that has no leaf index yet. `body` is canonical JSON and says everything, also what the
/// other components repeat for searching. `key` tells whether the log has it already.
public record Draft(Key key, UserRef user, Epoch epoch, String body, Instant at) {
  /// So that an entry's length fits the two bytes that C2SP tlog-tiles gives it.
  static final int MAX_BODY_BYTES = 65_535;

  /// @throws UnfitEntry if the body is too large
  public Draft {
    int bytes = body.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BODY_BYTES) {
      throw new UnfitEntry(
          "%s: body of %d bytes (expected: <= %d)".formatted(key, bytes, MAX_BODY_BYTES));
    }
  }

  /// What makes an entry one and the same, however often it is told: of a state change its sequence
  /// number, of a report the SHA-256 of its body.
  public record Key(OffboardingId offboardingId, EntryKind kind, String value) {
    @Override
    public String toString() {
      return "offboarding %s, %s %s".formatted(offboardingId, kind.code(), value);
    }
  }
}
