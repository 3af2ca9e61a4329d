package dev.offboard.orchestrator.portal.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A task as entitlement-service tells it.
///
/// @param account what the application calls the user
/// @param roles those that a role change is about; empty when it is about the account
/// @param nextTryAt absent if only a person can do it
@JsonIgnoreProperties(ignoreUnknown = true)
public record Task(
    UUID taskId,
    TenantId tenantId,
    String applicationId,
    String owner,
    UserId userId,
    String account,
    UUID offboardingId,
    String phase,
    @Nullable List<String> roles,
    String state,
    Instant createdAt,
    Instant deadlineAt,
    @Nullable Instant nextTryAt,
    @Nullable String trouble,
    @Nullable Instant doneAt,
    @Nullable String note,
    @Nullable String evidence,
    @Nullable String confirmedBy) {
  public UserRef user() {
    return new UserRef(tenantId, userId);
  }

  public boolean isLeft() {
    return state.equals("open") || state.equals("waiting");
  }

  /// Whether somebody can say now that it is done.
  public boolean isForPeople() {
    return state.equals("open") && nextTryAt == null;
  }

  public boolean isLate(Instant now) {
    return isLeft() && deadlineAt.isBefore(now);
  }

  @Override
  public String toString() {
    return "Task[" + taskId + "]";
  }
}
