package dev.offboard.orchestrator.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.access.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A token as it is shown; with itself only in the answer that makes it.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenView(
    UUID id,
    String name,
    @Nullable TenantId tenantId,
    List<String> roles,
    @Nullable String person,
    String createdBy,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant rotatedAt,
    @Nullable Instant previousUntil,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt,
    @Nullable String token) {

  static TokenView of(ApiToken token) {
    return view(token, null);
  }

  static TokenView with(ApiToken token, TokenSecret secret) {
    return view(token, secret.value());
  }

  private static TokenView view(ApiToken it, @Nullable String secret) {
    return new TokenView(
        it.id().value(),
        it.name(),
        it.tenantId(),
        it.roles().stream().map(Role::wireName).sorted().toList(),
        it.person() == null ? null : it.person().toString(),
        it.createdBy(),
        it.createdAt(),
        it.expiresAt(),
        it.rotatedAt(),
        it.previousUntil(),
        it.revokedAt(),
        it.lastUsedAt(),
        secret);
  }

  @Override
  public String toString() {
    return "TokenView[" + id + "]";
  }
}
