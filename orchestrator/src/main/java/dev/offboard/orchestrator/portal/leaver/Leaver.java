package dev.offboard.orchestrator.portal.leaver;

import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.inventory.Account;
import dev.offboard.orchestrator.inventory.Inventory;
import dev.offboard.orchestrator.portal.OffboardingLine;
import dev.offboard.orchestrator.portal.When;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Somebody who may leave, as the pages show them.
///
/// @param account null while identity-service doesn't say who it is
/// @param earlier offboardings, the latest first
record Leaver(
    UserRef user,
    @Nullable Account account,
    @Nullable String accountTrouble,
    Inventory inventory,
    List<OffboardingLine> earlier,
    Instant now) {
  public String name() {
    return account == null ? user.userId().value() : account.name();
  }

  public String path() {
    return "/users/%s/%s".formatted(user.tenantId(), user.userId());
  }

  /// What is under way; null if nothing is.
  public @Nullable OffboardingLine underWay() {
    return earlier.stream().filter(OffboardingLine::isLive).findFirst().orElse(null);
  }

  /// Whether there is something to take away, as far as is known.
  public boolean canLeave() {
    return underWay() == null && (account == null || account.isActive());
  }

  public String kind() {
    return account == null ? "" : account.kind().toLowerCase(Locale.ROOT);
  }

  /// What the account is, in plain words.
  public String standing() {
    if (account == null) {
      return "not known right now";
    }
    return switch (account.status()) {
      case "ACTIVE" -> account.isUntouchable() ? "active, protected" : "active";
      case "DEPROVISIONED" -> "blocked: offboarded";
      case "ERASED" -> "erased: nothing but the id is left";
      default -> account.status().toLowerCase(Locale.ROOT);
    };
  }

  public String ago(Instant then) {
    return When.ago(then, now);
  }
}
