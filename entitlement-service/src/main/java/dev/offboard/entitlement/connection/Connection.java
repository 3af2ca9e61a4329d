package dev.offboard.entitlement.connection;

import dev.offboard.contracts.TenantId;
import dev.offboard.entitlement.application.ApplicationId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An application outside and how it is doing. `changedAt` tells one configuration from the next.
public record Connection(Key key, Setup setup, Health health, Instant changedAt) {
  /// An application of a tenant; `toString` is unambiguous because no id has a slash.
  public record Key(TenantId tenantId, ApplicationId applicationId) {
    @Override
    public String toString() {
      return tenantId + "/" + applicationId;
    }
  }

  /// What a person has put.
  ///
  /// @param deadline from the announcement; later a person is called
  /// @param target absent if manual
  public record Setup(
      Method method,
      OrderClass order,
      Duration deadline,
      OwnerId owner,
      @Nullable URI target,
      AccountPattern account,
      Lookup lookup,
      OnErase onErase,
      Covers covers) {

    /// Whether a secret that was given for `other` may be sent to this target too.
    boolean reachesTheSameAs(Setup other) {
      return method == other.method && Objects.equals(target, other.target);
    }
  }

  /// What calls have led to. All absent: nothing wrong.
  ///
  /// @param quarantinedAt left alone since then, but for one probing call now and then
  /// @param disabledAt it wants no more calls; a person has to put it again
  /// @param trouble the last failure, without personal data
  public record Health(
      @Nullable Instant failingSince,
      @Nullable Instant quarantinedAt,
      @Nullable Instant disabledAt,
      @Nullable String trouble,
      @Nullable Instant triedAt) {
    /// One word for all of it.
    public String standing() {
      if (disabledAt != null) {
        return "disabled";
      }
      if (quarantinedAt != null) {
        return "quarantined";
      }
      return failingSince != null ? "failing" : "working";
    }

    /// Since when it stands so; absent while it works.
    public @Nullable Instant since() {
      if (disabledAt != null) {
        return disabledAt;
      }
      return quarantinedAt != null ? quarantinedAt : failingSince;
    }
  }
}
