package dev.offboard.audit.offboarding;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.offboard.audit.log.CanonicalJson;
import dev.offboard.audit.log.Draft;
import dev.offboard.audit.log.EntryKind;
import dev.offboard.audit.log.UnfitEntry;
import dev.offboard.contracts.AccessChanged;
import dev.offboard.contracts.DeadLetterReplayed;
import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.RecordRejected;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.StateChanges;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.wire.ContractsModule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Words state changes and reports as entries: the message's own fields, plus `kind`, plus the
/// `participant` of a report.
///
/// A report has no number of its own and may come again under another message id (the parts of a
/// record that was split, a dead letter replayed), so it is the same report if and only if it says
/// the same, `at` included.
final class Drafts {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new ContractsModule())
          .changeDefaultPropertyInclusion(
              value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  /// An entry is found by an offboarding and a user. A dead letter that nobody can read tells
  /// neither; its body leaves both out.
  private static final OffboardingId NO_OFFBOARDING = new OffboardingId(new UUID(0, 0));

  private static final UserRef NOBODY = UserRef.of("none", "none");

  private Drafts() {}

  static List<Draft> of(StateChanges message) {
    JsonNode bodies = MAPPER.valueToTree(message).path("changes");
    List<Draft> drafts = new ArrayList<>(bodies.size());
    for (int i = 0; i < bodies.size(); i++) {
      StateChange change = message.changes().get(i);
      requireKnown(change);
      String body = body(EntryKind.STATE_CHANGE, (ObjectNode) bodies.get(i));
      drafts.add(
          new Draft(
              new Draft.Key(
                  change.offboardingId(),
                  EntryKind.STATE_CHANGE,
                  Integer.toString(change.sequence())),
              new UserRef(change.tenantId(), change.userId()),
              change.epoch(),
              body,
              change.at()));
    }
    return drafts;
  }

  static List<Draft> of(StepReports message) {
    JsonNode bodies = MAPPER.valueToTree(message).path("reports");
    List<Draft> drafts = new ArrayList<>(bodies.size());
    for (int i = 0; i < bodies.size(); i++) {
      StepReport report = message.reports().get(i);
      ObjectNode said = (ObjectNode) bodies.get(i);
      said.put("participant", message.participant().value());
      String body = body(EntryKind.REPORT, said);
      drafts.add(
          new Draft(
              new Draft.Key(report.offboardingId(), EntryKind.REPORT, sha256(body)),
              report.user(),
              report.epoch(),
              body,
              report.at()));
    }
    return drafts;
  }

  /// Every replay is an entry of its own: it is the same if and only if it says the same.
  static Draft of(DeadLetterReplayed message) {
    String body = body(EntryKind.DEAD_LETTER_REPLAYED, (ObjectNode) MAPPER.valueToTree(message));
    OffboardingId offboarding = message.offboardingId();
    TenantId tenant = message.tenantId();
    UserId user = message.userId();
    return new Draft(
        new Draft.Key(
            offboarding == null ? NO_OFFBOARDING : offboarding,
            EntryKind.DEAD_LETTER_REPLAYED,
            sha256(body)),
        tenant == null || user == null ? NOBODY : new UserRef(tenant, user),
        Epoch.FIRST,
        body,
        message.at());
  }

  /// A record is rejected once by each consumer, where it lies.
  static Draft of(RecordRejected message) {
    String body = body(EntryKind.RECORD_REJECTED, (ObjectNode) MAPPER.valueToTree(message));
    return new Draft(
        new Draft.Key(
            NO_OFFBOARDING,
            EntryKind.RECORD_REJECTED,
            "%s %s-%d@%d"
                .formatted(
                    message.consumer(), message.topic(), message.partition(), message.offset())),
        NOBODY,
        Epoch.FIRST,
        body,
        message.at());
  }

  /// An entry of a tenant's auditors if the access is bound to their tenant; of the person whose it
  /// is, if the directory knows one.
  static Draft of(AccessChanged message) {
    String body = body(EntryKind.ACCESS_CHANGED, (ObjectNode) MAPPER.valueToTree(message));
    return new Draft(
        new Draft.Key(NO_OFFBOARDING, EntryKind.ACCESS_CHANGED, message.changeId().toString()),
        userOf(message),
        Epoch.FIRST,
        body,
        message.at());
  }

  private static UserRef userOf(AccessChanged message) {
    TenantId tenant = message.tenantId();
    UserRef person = message.person();
    if (person != null && (tenant == null || tenant.equals(person.tenantId()))) {
      return person;
    }
    return tenant == null ? NOBODY : new UserRef(tenant, NOBODY.userId());
  }

  /// What cannot be changed later must not be written in ignorance.
  private static void requireKnown(StateChange change) {
    if (change.to() == OffboardingState.UNKNOWN || change.from() == OffboardingState.UNKNOWN) {
      throw new UnfitEntry(
          "offboarding %s, state change %d: a state from a newer version (upgrade audit-service, then replay)"
              .formatted(change.offboardingId(), change.sequence()));
    }
  }

  private static String body(EntryKind kind, ObjectNode said) {
    return CanonicalJson.of(said.put("kind", kind.code()));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
