package dev.offboard.entitlement.connector;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.UserRef;
import dev.offboard.entitlement.connection.Connection;
import dev.offboard.entitlement.connection.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// One step to be done in one application.
public record Call(Connection connection, Secret secret, Step step, Standing standing) {
  /// What the announcement said.
  ///
  /// @param roles what a role change is about; empty when it is about the account
  /// @param need whether the user holds any role in the application
  public record Step(
      OffboardingId offboardingId,
      Phase phase,
      Epoch epoch,
      UserRef user,
      Instant announcedAt,
      List<String> roles,
      Need need) {}

  /// What the user's account is for.
  public enum Need {
    NONE,
    OTHER_ROLES
  }

  /// Asked right before each request that changes something.
  @FunctionalInterface
  public interface Standing {
    /// @throws CallFailed if a newer announcement about the user is in force
    void require() throws CallFailed;
  }

  /// The same for every try of the step, whoever makes it; another for every other application.
  /// Without a dot, which separates the parts of what a webhook signs.
  String idempotencyKey() {
    return "%s_%s_%s_%s"
        .formatted(
            step.offboardingId(),
            step.phase().wireName(),
            step.epoch(),
            connection.key().applicationId().value().replace('.', '~'));
  }

  URI target() {
    return Objects.requireNonNull(connection.setup().target());
  }

  String account() {
    return connection.setup().account().of(step.user().userId());
  }
}
