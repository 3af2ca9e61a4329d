package dev.offboard.orchestrator.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.ResidualAccessQueried;
import dev.offboard.contracts.UserErased;
import dev.offboard.contracts.UserRef;
import dev.offboard.contracts.UserReinstated;
import dev.offboard.orchestrator.OrchestratorSlice;
import dev.offboard.orchestrator.Participants;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class SweepsSliceTest extends OrchestratorSlice {
  @Autowired private Timers timers;

  @Test
  void residual_access_reported_at_the_verification_is_revoked_again() {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, "planned-departure");
    deliveries.deliver(participants.completeLast(user));
    assertThat(stateOf(id)).isEqualTo("VERIFYING");
    reportResidual(user);
    assertThat(stateOf(id)).isEqualTo("VERIFYING");
    makeDue(id);
    timers.fireDue();
    assertThat(stateOf(id)).isEqualTo("REVOKING");
    revoked(user);
    assertThat(stateOf(id)).isEqualTo("REVOKED");
  }

  @Test
  void a_sweep_now_that_finds_access_in_the_grace_period_opens_the_offboarding_again() {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, "planned-departure");
    revoked(user);
    assertThat(shown(id).has("sweepAt")).isTrue();

    String since = sweep(user);
    assertThat(participants.lastAnnounced(user)).isInstanceOf(ResidualAccessQueried.class);
    assertThat(participants.lastAnnounced(user).attempt()).isEqualTo(2);
    reportResidual(user);

    assertThat(stateOf(id)).isEqualTo("REVOKING");
    assertThat(found(since)).extracting(JsonNode::asString).containsExactly(id.toString());
  }

  @Test
  void a_clean_sweep_changes_nothing_and_the_next_one_is_planned() {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, "planned-departure");
    revoked(user);
    String since = sweep(user);
    deliveries.deliver(participants.completeLast(user));
    assertThat(stateOf(id)).isEqualTo("REVOKED");
    assertThat(shown(id).has("sweepAt")).isTrue();
    assertThat(found(since)).isEmpty();
  }

  @Test
  void access_found_after_the_end_is_taken_away_by_a_linked_offboarding() {
    UserRef user = activeUser("u1");
    OffboardingId id = completed(user);
    sweep(user);
    reportResidual(user);
    reportResidual(user);

    assertThat(stateOf(id)).isEqualTo("COMPLETED");
    JsonNode all = list(user);
    assertThat(all).hasSize(2);
    JsonNode followUp = all.get(0);
    assertThat(followUp.path("state").asString()).isEqualTo("ERASING");
    assertThat(followUp.path("follows").asString()).isEqualTo(id.toString());
    assertThat(participants.lastAnnounced(user)).isInstanceOf(UserErased.class);
    deliveries.deliver(participants.completeLast(user));
    deliveries.deliver(participants.completeLast(user));
    assertThat(stateOf(OffboardingId.parse(followUp.path("id").asString()))).isEqualTo("COMPLETED");
  }

  @Test
  void a_re_hired_user_is_under_the_next_epoch_and_swept_no_more() {
    UserRef user = activeUser("u1");
    OffboardingId id = completed(user);
    assertThat(rehire(user)).isEqualTo(409);
    IDENTITY_SERVICE.knows(user, 1, "ERASED");
    assertThat(rehire(user)).isEqualTo(202);
    assertThat(rehire(user)).as("is coming back already").isEqualTo(409);
    UserReinstated announced = (UserReinstated) participants.lastAnnounced(user);
    assertThat(announced.epoch().value()).isEqualTo(2);
    deliveries.deliver(participants.completeLast(user));
    assertThat(list(user).get(0).path("state").asString()).isEqualTo("REINSTATED");
    assertThat(rehire(user)).as("has come back already").isEqualTo(409);

    int before = participants.announced(user).size();
    sweep(user);
    assertThat(participants.announced(user)).hasSize(before);
    assertThat(stateOf(id)).isEqualTo("COMPLETED");

    IDENTITY_SERVICE.knows(user, 2, "ACTIVE");
    offboarded(user, "planned-departure");
    assertThat(participants.lastAnnounced(user).epoch().value()).isEqualTo(2);
  }

  @Test
  void nobody_who_never_left_can_be_re_hired() {
    UserRef user = activeUser("u1");
    assertThat(rehire(user)).isEqualTo(409);
    IDENTITY_SERVICE.knows(user, 1, "DEPROVISIONED");
    assertThat(rehire(user)).isEqualTo(409);
  }

  private OffboardingId completed(UserRef user) {
    OffboardingId id = offboarded(user, "erasure-request");
    revoked(user);
    deliveries.deliver(participants.completeLast(user));
    deliveries.deliver(participants.completeLast(user));
    assertThat(stateOf(id)).isEqualTo("COMPLETED");
    return id;
  }

  private int rehire(UserRef user) {
    return postTo(
            "/api/re-hires",
            Map.of("tenantId", user.tenantId().value(), "userId", user.userId().value()))
        .getResponse()
        .getStatus();
  }

  private String sweep(UserRef user) {
    String since =
        bodyOf(
                postTo(
                    "/api/sweeps",
                    Map.of("tenantId", user.tenantId().value(), "userId", user.userId().value())))
            .path("since")
            .asString();
    timers.fireDue();
    return since;
  }

  private JsonNode found(String since) {
    return bodyOf(get("/api/sweeps?since=" + since)).path("found");
  }

  private JsonNode list(UserRef user) {
    return bodyOf(
            get(
                "/api/offboardings?tenantId=%s&userId=%s"
                    .formatted(user.tenantId(), user.userId())))
        .path("items");
  }

  private void reportResidual(UserRef user) {
    PhaseAnnouncement last =
        (PhaseAnnouncement)
            participants.announced(user).stream()
                .filter(ResidualAccessQueried.class::isInstance)
                .toList()
                .getLast();
    deliveries.deliver(
        Participants.of(
            last.participants().getFirst(),
            Participants.residual(last, Evidence.of("sessions", 1))));
  }

  private void makeDue(OffboardingId id) {
    jdbc.sql("UPDATE offboarding SET wake_at = now() WHERE id = ?").param(id.value()).update();
    jdbc.sql("UPDATE step SET due_at = now() WHERE offboarding_id = ? AND due_at IS NOT NULL")
        .param(id.value())
        .update();
  }
}
