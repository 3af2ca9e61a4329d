package dev.offboard.entitlement.offboarding;

import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.StepReport.StepRefused;
import dev.offboard.contracts.Topics;
import dev.offboard.entitlement.EntitlementSlice;
import dev.offboard.entitlement.Tenants;
import dev.offboard.entitlement.Tenants.Tenant;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.Story;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@EntitlementSlice
class ReinstatementSliceTest {
  @Autowired Tenants tenants;
  @Autowired ApplicationContext context;
  private Tenant acme;
  private Deliveries deliveries;
  private Story leaving;

  @BeforeEach
  void aDeprovisionedUserWhoHeldThreeGrants() {
    acme =
        tenants
            .fresh()
            .withApplication("crm", "viewer", "admin")
            .withApplication("wiki", "editor")
            .withGrant("u1", "crm", "viewer")
            .withGrant("u1", "crm", "admin")
            .withGrant("u1", "wiki", "editor");
    deliveries = Deliveries.to(context, Topics.LIFECYCLE);
    leaving = offboardingOf(acme.id(), "u1");
    deliveries.deliver(leaving.deprovisioned());
  }

  @Test
  void the_grants_come_back_under_the_next_epoch() {
    assertThat(evidenceOf(deliveries.deliver(leaving.reinstated())))
        .isEqualTo(Evidence.of("restored", 3).and("notRestorable", 0));
    assertThat(acme.grantsOf("u1")).containsExactly("crm/admin@2", "crm/viewer@2", "wiki/editor@2");
    assertThat(acme.snapshotsOf("u1")).isZero();
  }

  @Test
  void a_role_removed_meanwhile_is_not_restorable() {
    acme.withApplication("crm", "viewer").withApplication("wiki");

    assertThat(evidenceOf(deliveries.deliver(leaving.reinstated())))
        .isEqualTo(Evidence.of("restored", 1).and("notRestorable", 2));
    assertThat(acme.grantsOf("u1")).containsExactly("crm/viewer@2");
  }

  @Test
  void a_grant_a_person_took_away_meanwhile_does_not_come_back() {
    acme.revoke("u1", "crm", "admin");

    assertThat(evidenceOf(deliveries.deliver(leaving.reinstated())))
        .isEqualTo(Evidence.of("restored", 2).and("notRestorable", 0));
    assertThat(acme.grantsOf("u1")).containsExactly("crm/viewer@2", "wiki/editor@2");
  }

  @Test
  void a_repeated_reinstatement_gives_nothing_back_twice() {
    deliveries.deliver(leaving.reinstated());
    acme.revoke("u1", "crm", "admin");

    assertThat(deliveries.redeliver()).isEmpty();
    assertThat(evidenceOf(deliveries.deliver(leaving.attempt(2).reinstated())))
        .isEqualTo(Evidence.of("restored", 3).and("notRestorable", 0));
    assertThat(acme.grantsOf("u1")).containsExactly("crm/viewer@2", "wiki/editor@2");
  }

  @Test
  void the_snapshot_of_another_offboarding_stays_where_it_is() {
    Story other = offboardingOf(acme.id(), "u1");

    assertThat(evidenceOf(deliveries.deliver(other.reinstated())))
        .isEqualTo(Evidence.of("restored", 0).and("notRestorable", 0));
    assertThat(acme.grantsOf("u1")).isEmpty();
    assertThat(acme.snapshotsOf("u1")).isEqualTo(1);
  }

  @Test
  void after_the_erasure_nothing_comes_back() {
    deliveries.deliver(leaving.erased());

    assertThat(evidenceOf(deliveries.deliver(leaving.reinstated())).total()).isZero();
    assertThat(acme.grantsOf("u1")).isEmpty();
  }

  @Test
  void a_late_reinstatement_does_not_open_a_newer_offboarding() {
    deliveries.deliver(leaving.reinstated());
    Story again = offboardingOf(acme.id(), "u1").epoch(2);
    deliveries.deliver(again.deprovisioned());

    assertThat(deliveries.deliver(leaving.attempt(2).reinstated()))
        .singleElement()
        .isInstanceOf(StepRefused.class);
    assertThat(acme.grantsOf("u1")).isEmpty();
    assertThat(acme.whyOf("u1", "crm", "viewer")).isEqualTo("user-blocked");

    deliveries.deliver(again.reinstated());
    assertThat(acme.grantsOf("u1")).containsExactly("crm/admin@3", "crm/viewer@3", "wiki/editor@3");
  }

  @Test
  void a_reinstatement_that_overtakes_its_deprovisioning_leaves_the_grants_alone() {
    acme.withGrant("u2", "crm", "viewer");
    Story overtaken = offboardingOf(acme.id(), "u2");

    deliveries.deliver(overtaken.reinstated());
    assertThat(deliveries.deliver(overtaken.deprovisioned()))
        .singleElement()
        .isInstanceOf(StepRefused.class);

    assertThat(acme.whyOf("u2", "crm", "viewer")).isEqualTo("granted");
  }

  @Test
  void both_in_one_batch_happen_in_their_order() {
    acme.withGrant("u2", "crm", "viewer");
    Story quick = offboardingOf(acme.id(), "u2");

    assertThat(deliveries.deliver(quick.deprovisioned(), leaving.reinstated(), quick.reinstated()))
        .hasSize(3)
        .allMatch(StepCompleted.class::isInstance);
    assertThat(acme.grantsOf("u2")).containsExactly("crm/viewer@2");
    assertThat(acme.grantsOf("u1")).hasSize(3);
  }

  private static Evidence evidenceOf(List<StepReport> reports) {
    assertThat(reports).hasSize(1);
    return ((StepCompleted) reports.getFirst()).evidence();
  }
}
