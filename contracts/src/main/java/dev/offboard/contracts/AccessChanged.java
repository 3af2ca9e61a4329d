package dev.offboard.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who may do what with this platform itself has changed: a token, an account of a person, or the
/// policy of a reason. Ids only; said in the transaction that changes it.
///
/// @param changeId one per committed change: the audit keeps one entry of each
/// @param change what: `token-issued`, `token-rotated`, `token-revoked`, `account-created`,
///   `roles-changed`, `account-disabled`, `account-enabled`, `password-reset`, `password-changed`,
///   `locked-out`, `first-sign-in`, `policy-activated`; a newer version may say more
/// @param subject whose, as the audit names them: `token.ID`, `person.ID`, `jwt.ID`; of a policy
///   the reason and its version: `policy.contract-end.3`
/// @param tenantId the one tenant they are bound to; absent for all
/// @param person the user of the directory whom they are or act for
/// @param roles what they may afterwards
/// @param by who did it, a subject too
public record AccessChanged(
    UUID changeId,
    String change,
    String subject,
    @Nullable TenantId tenantId,
    @Nullable UserRef person,
    List<String> roles,
    String by,
    Instant at)
    implements Message {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z-]{0,63}");

  public AccessChanged {
    if (!CODE.matcher(change).matches()) {
      throw new IllegalArgumentException(
          "change: %s (expected: a code as token-issued)".formatted(change));
    }
    roles = List.copyOf(roles);
  }
}
