package dev.offboard.contracts;

import java.util.Arrays;
import java.util.stream.Collectors;

/// What all addressed participants do at one point of the saga. Each is announced by one message.
public enum Phase {
  /// Block the user and take away every access. Undone by [#REINSTATE].
  REVOKE("revoke"),
  /// Take some roles of a user who stays, and the sessions that used them. Undone by [#RESTORE].
  WITHDRAW("withdraw"),
  /// After all have confirmed: each participant reads its state again and says what is left.
  VERIFY("verify"),
  /// Past the pivot: delete what is kept about the user. Cannot be undone.
  ERASE("erase"),
  /// Give back what the policy still allows, under the next epoch.
  REINSTATE("reinstate"),
  /// Give back the roles that were withdrawn, as far as they still exist.
  RESTORE("restore"),
  /// Put the evidence together.
  SEAL("seal");

  private final String wireName;

  Phase(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /// @throws IllegalArgumentException naming the known phases
  public static Phase of(String wireName) {
    for (Phase phase : values()) {
      if (phase.wireName.equals(wireName)) {
        return phase;
      }
    }
    throw new IllegalArgumentException(
        "phase: \"%s\" (expected one of: %s)"
            .formatted(
                wireName,
                Arrays.stream(values()).map(Phase::wireName).collect(Collectors.joining(", "))));
  }
}
