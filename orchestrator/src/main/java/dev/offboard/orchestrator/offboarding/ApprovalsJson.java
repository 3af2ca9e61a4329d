package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.saga.Approvals;
import dev.offboard.orchestrator.saga.Approvals.Given;
import dev.offboard.orchestrator.saga.Asked;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.Party;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Approvals as they are stored. Of an offboarding that a program asked for and nobody has to
/// approve, which most are, there is nothing to store.
final class ApprovalsJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private ApprovalsJson() {}

  static @Nullable String write(Offboarding offboarding) {
    Approvals approvals = offboarding.approvals();
    return approvals.equals(ordinary(offboarding.initiator()))
        ? null
        : MAPPER.writeValueAsString(
            new Stored(
                approvals.requesters().stream().map(PartyRow::of).toList(),
                approvals.asked(),
                text(approvals.until()),
                approvals.given().stream().map(GivenRow::of).toList()));
  }

  static Approvals read(@Nullable String json, Initiator initiator) {
    if (json == null) {
      return ordinary(initiator);
    }
    Stored stored = MAPPER.readValue(json, Stored.class);
    return new Approvals(
        stored.requesters().stream().map(PartyRow::read).toList(),
        stored.asked(),
        stored.until() == null ? null : Instant.parse(stored.until()),
        stored.given().stream().map(GivenRow::read).toList());
  }

  private static Approvals ordinary(Initiator initiator) {
    return Approvals.of(Party.of(initiator), null);
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private record PartyRow(
      String id, String role, @Nullable String tenantId, @Nullable String userId) {
    static PartyRow of(Party party) {
      Initiator initiator = party.initiator();
      UserRef person = party.person();
      return new PartyRow(
          initiator.id(),
          initiator.role(),
          person == null ? null : person.tenantId().value(),
          person == null ? null : person.userId().value());
    }

    Party read() {
      return new Party(
          new Initiator(id, role),
          tenantId == null || userId == null ? null : UserRef.of(tenantId, userId));
    }
  }

  private record GivenRow(PartyRow approver, String at) {
    static GivenRow of(Given given) {
      return new GivenRow(PartyRow.of(given.approver()), given.at().toString());
    }

    Given read() {
      return new Given(approver.read(), Instant.parse(at));
    }
  }

  private record Stored(
      List<PartyRow> requesters,
      @Nullable Asked asked,
      @Nullable String until,
      List<GivenRow> given) {}
}
