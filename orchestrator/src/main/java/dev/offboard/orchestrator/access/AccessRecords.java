package dev.offboard.orchestrator.access;

import dev.offboard.contracts.AccessChanged;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.outbox.Outbox;
import dev.offboard.messaging.outbox.OutgoingMessage;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells the audit of every change of who may come in here, in the transaction that makes it: no
/// change without an entry, no entry without a change.
@Component
public final class AccessRecords {
  private static final String KEY = "orchestrator";

  private final Outbox outbox;
  private final Clock clock;

  AccessRecords(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /// What has changed.
  public enum Change {
    TOKEN_ISSUED,
    TOKEN_ROTATED,
    TOKEN_REVOKED,
    ACCOUNT_CREATED,
    ROLES_CHANGED,
    ACCOUNT_DISABLED,
    ACCOUNT_ENABLED,
    /// By an administrator; the person can sign in again.
    SESSIONS_ENDED,
    /// By an administrator, to a password for one sign-in.
    PASSWORD_RESET,
    /// By the person.
    PASSWORD_CHANGED,
    /// So many have failed to sign in under the name that everybody who tries has to wait.
    LOCKED_OUT,
    /// Of a global administrator.
    FIRST_SIGN_IN,
    /// Another version of a policy counts from now on; the holder is that version.
    POLICY_ACTIVATED;

    String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// Whose access it is, as it is afterwards.
  public record Holder(
      String subject, @Nullable TenantId tenantId, @Nullable UserRef person, Set<Role> roles) {}

  /// Joins the caller's transaction; throws if there is none.
  ///
  /// @param by a subject
  public void tell(Change change, List<Holder> holders, String by) {
    outbox.append(
        holders.stream()
            .map(
                it ->
                    new AccessChanged(
                        UUID.randomUUID(),
                        change.wireName(),
                        it.subject(),
                        it.tenantId(),
                        it.person(),
                        it.roles().stream().map(Role::wireName).sorted().toList(),
                        by,
                        clock.instant()))
            .map(changed -> new OutgoingMessage(Topics.SECURITY, KEY, changed))
            .toList());
  }
}
