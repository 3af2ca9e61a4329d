package dev.offboard.entitlement.task;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.entitlement.application.ApplicationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A task as a person sees it; `roles` are those that a role change is about. `nextTryAt` is absent
/// if only a person can do it; `confirmedBy` is who said so, by id.
record TaskView(
    UUID taskId,
    TenantId tenantId,
    ApplicationId applicationId,
    String method,
    String owner,
    UserId userId,
    String account,
    OffboardingId offboardingId,
    String phase,
    List<String> roles,
    Epoch epoch,
    String state,
    Instant createdAt,
    Instant deadlineAt,
    @Nullable Instant nextTryAt,
    @Nullable Instant triedAt,
    int tries,
    @Nullable String trouble,
    @Nullable Instant doneAt,
    @Nullable String outcome,
    @Nullable String note,
    @Nullable String evidence,
    @Nullable String confirmedBy) {}
