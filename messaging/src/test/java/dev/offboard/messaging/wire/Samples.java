package dev.offboard.messaging.wire;

import dev.offboard.contracts.DeadLetterReplayed;
import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.InventoryItem;
import dev.offboard.contracts.Message;
import dev.offboard.contracts.OffboardingCompleted;
import dev.offboard.contracts.OffboardingConcluded;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingRequested;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.OffboardingUndoRequested;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.RecordRejected;
import dev.offboard.contracts.ResidualAccessQueried;
import dev.offboard.contracts.ResidualRolesQueried;
import dev.offboard.contracts.RolesRestored;
import dev.offboard.contracts.RolesWithdrawn;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.StateChanges;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.Terms;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserErased;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserReinstated;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// One message of every kind; the golden files show them as JSON.
final class Samples {
  private static final OffboardingId ID =
      OffboardingId.parse("0199a1b2-3c4d-7e5f-8a6b-7c8d9e0f1a2b");
  private static final TenantId TENANT = new TenantId("acme");
  private static final UserId USER = new UserId("u-1001");
  private static final Epoch EPOCH = new Epoch(2);
  private static final Initiator HR = new Initiator("hr-7", "requester");
  private static final Initiator OPERATOR = new Initiator("operator", "operator");
  private static final UUID MESSAGE = UUID.fromString("0199a1b2-9999-7e5f-8a6b-7c8d9e0f1a2b");
  private static final ReasonCode REASON = new ReasonCode("planned-departure");
  private static final Instant AT = Instant.parse("2026-11-23T09:00:00.125Z");
  private static final Instant LATER = Instant.parse("2026-11-23T09:05:00Z");
  private static final List<ParticipantName> ALL =
      List.of(
          ParticipantName.IDENTITY,
          ParticipantName.ENTITLEMENT,
          ParticipantName.SESSION,
          ParticipantName.AUDIT);

  private static final List<HeldRole> ROLES =
      List.of(new HeldRole("crm", "account-manager"), new HeldRole("wiki", "editor"));

  private Samples() {}

  static List<Message> all() {
    return List.of(
        new OffboardingRequested(TENANT, USER, REASON, HR, LATER, null),
        new OffboardingUndoRequested(ID, TENANT, USER, HR),
        new UserDeprovisioned(ID, TENANT, USER, EPOCH, 1, ALL, REASON, HR, AT, LATER, null),
        new UserReinstated(ID, TENANT, USER, EPOCH.next(), 1, ALL, REASON, HR, LATER),
        new UserErased(ID, TENANT, USER, EPOCH, 3, List.of(ParticipantName.SESSION), LATER),
        new ResidualAccessQueried(ID, TENANT, USER, EPOCH, 1, ALL, LATER),
        new RolesWithdrawn(
            ID, TENANT, USER, EPOCH, 1, ALL, ROLES, REASON, HR, AT, LATER, Priority.URGENT),
        new RolesRestored(ID, TENANT, USER, EPOCH, 1, ALL, ROLES, REASON, HR, LATER),
        new ResidualRolesQueried(ID, TENANT, USER, EPOCH, 1, ALL, ROLES, LATER),
        new OffboardingConcluded(
            ID, TENANT, USER, EPOCH, 1, List.of(ParticipantName.AUDIT), 4, LATER),
        new OffboardingCompleted(ID, TENANT, USER, EPOCH, AT),
        new StepReports(ParticipantName.SESSION, reports()),
        new DeadLetterReplayed(
            "offboarding.lifecycle-dlt~0~17",
            "offboarding.lifecycle",
            2,
            4711,
            "session",
            MESSAGE,
            ID,
            TENANT,
            USER,
            OPERATOR,
            LATER),
        new RecordRejected(
            "session", "session", "offboarding.lifecycle", 2, 4711, "/orchestrator", MESSAGE, AT),
        new StateChanges(
            List.of(
                new StateChange(
                    ID,
                    TENANT,
                    USER,
                    EPOCH,
                    1,
                    null,
                    OffboardingState.REVOKING,
                    HR,
                    "requested",
                    AT,
                    null),
                new StateChange(
                    ID,
                    TENANT,
                    USER,
                    EPOCH,
                    2,
                    OffboardingState.REVOKING,
                    OffboardingState.REVOKED,
                    Initiator.ORCHESTRATOR,
                    "all participants completed",
                    LATER,
                    null))));
  }

  /// Those to which a member was added that may be absent, with it.
  static List<Message> complete() {
    return List.of(
        new UserDeprovisioned(
            ID,
            TENANT,
            USER,
            EPOCH,
            1,
            ALL,
            REASON,
            HR,
            AT,
            LATER,
            Priority.URGENT,
            List.of(new Terms.Approval(OPERATOR, AT))),
        new StepReports(
            ParticipantName.SESSION,
            List.of(
                new StepReport.StepCompleted(
                    ID,
                    TENANT,
                    USER,
                    EPOCH,
                    1,
                    Phase.REVOKE,
                    Evidence.of("sessions", 2),
                    0,
                    AT,
                    List.of(
                        new InventoryItem(
                            "sessions",
                            2,
                            "AAECAwQFBgcICQoLDA0ODw==",
                            List.of(
                                "SWC2y6AVbVrjxDvRQYjyF6Z/EyHx9HqaZ+xIZh2uGfQ=",
                                "j7pZcSIaqEVIFXSFuC2rFSCPpnNSZ2ogQ+R4X3ULy1k="),
                            null),
                        new InventoryItem(
                            "tokens",
                            700,
                            "EBESExQVFhcYGRobHB0eHw==",
                            null,
                            "K9NMuDK4CyfwoYyAVHjpuwGyPNEf3TYt6zH8bU8TqNc="))))),
        new StateChanges(
            List.of(
                new StateChange(
                        ID,
                        TENANT,
                        USER,
                        EPOCH,
                        1,
                        null,
                        OffboardingState.REVOKING,
                        HR,
                        "requested",
                        AT,
                        List.of(new HeldRole("crm", "admin")))
                    .under(
                        new Terms(
                            REASON,
                            "planned-departure",
                            3,
                            List.of(new Terms.Approval(OPERATOR, AT)))))));
  }

  private static List<StepReport> reports() {
    return List.of(
        new StepReport.StepCompleted(
            ID,
            TENANT,
            USER,
            EPOCH,
            1,
            Phase.REVOKE,
            Evidence.of("sessions", 2).and("refreshTokens", 2),
            0,
            AT),
        new StepReport.StepProgressed(
            ID, TENANT, USER, EPOCH, 1, Phase.REVOKE, "3 of 5 applications", AT),
        new StepReport.StepFailed(
            ID, TENANT, USER, EPOCH, 1, Phase.ERASE, "participant-throws", "IllegalState", AT),
        new StepReport.StepRefused(
            ID, TENANT, USER, EPOCH, 1, Phase.REVOKE, "protected-account", "break-glass", AT),
        new StepReport.ResidualAccessReported(
            ID, TENANT, USER, EPOCH, 1, Phase.VERIFY, Evidence.of("sessions", 1), AT));
  }
}
