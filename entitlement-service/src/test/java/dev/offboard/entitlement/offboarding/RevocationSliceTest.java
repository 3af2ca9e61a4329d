package dev.offboard.entitlement.offboarding;

import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.StepReport.ResidualAccessReported;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.StepReport.StepRefused;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.entitlement.EntitlementSlice;
import dev.offboard.entitlement.Tenants;
import dev.offboard.entitlement.Tenants.Tenant;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.Inventories;
import dev.offboard.messaging.testkit.Story;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@EntitlementSlice
class RevocationSliceTest {
  @Autowired Tenants tenants;
  @Autowired ApplicationContext context;
  private Tenant acme;
  private Deliveries deliveries;
  private Story leaving;

  @BeforeEach
  void aUserWithThreeGrantsInTwoApplications() {
    acme =
        tenants
            .fresh()
            .withApplication("crm", "viewer", "admin")
            .withApplication("wiki", "editor")
            .withGrant("u1", "crm", "viewer")
            .withGrant("u1", "crm", "admin")
            .withGrant("u1", "wiki", "editor")
            .withGrant("stays", "crm", "viewer");
    deliveries = Deliveries.to(context, Topics.LIFECYCLE);
    leaving = offboardingOf(acme.id(), "u1");
  }

  @Test
  void every_grant_is_revoked_and_counted_and_nobody_else_loses_one() {
    assertThat(deliveries.deliver(leaving.deprovisioned()))
        .singleElement()
        .isInstanceOfSatisfying(
            StepCompleted.class,
            report -> {
              assertThat(report.evidence())
                  .isEqualTo(Evidence.of("grants", 3).and("applications", 2));
              assertThat(report.residual()).isZero();
              assertThat(Inventories.counts(report))
                  .isEqualTo(Map.of("grants/crm", 2L, "grants/wiki", 1L));
              assertThat(Inventories.has(report, "grants/wiki", "editor")).isTrue();
              assertThat(Inventories.has(report, "grants/crm", "editor")).isFalse();
            });
    assertThat(acme.grantsOf("u1")).isEmpty();
    assertThat(acme.grantsOf("stays")).hasSize(1);
    assertThat(acme.snapshotsOf("u1")).isEqualTo(1);
  }

  @Test
  void a_user_never_heard_of_completes_with_zero() {
    assertThat(deliveries.deliver(offboardingOf(acme.id(), "stranger").deprovisioned()))
        .singleElement()
        .isInstanceOfSatisfying(
            StepCompleted.class, report -> assertThat(report.evidence().total()).isZero());
  }

  @Test
  void a_redelivered_announcement_is_not_handled_again() {
    deliveries.deliver(leaving.deprovisioned());

    assertThat(deliveries.redeliver()).isEmpty();
    assertThat(acme.snapshotsOf("u1")).isEqualTo(1);
  }

  @Test
  void a_repeated_announcement_is_answered_from_the_store() {
    deliveries.deliver(leaving.deprovisioned());

    assertThat(deliveries.deliver(leaving.attempt(2).deprovisioned()))
        .singleElement()
        .isInstanceOfSatisfying(
            StepCompleted.class,
            report -> {
              assertThat(report.attempt()).isEqualTo(2);
              assertThat(report.evidence().counts()).containsEntry("grants", 3L);
              assertThat(Inventories.counts(report)).containsEntry("grants/crm", 2L);
            });
    assertThat(acme.snapshotsOf("u1")).isEqualTo(1);
  }

  @Test
  void a_planted_grant_is_found_revoked_counted_and_never_restored() {
    deliveries.deliver(leaving.deprovisioned());
    acme.plant("u1", "wiki", "editor");

    assertThat(deliveries.deliver(leaving.queried()))
        .singleElement()
        .isInstanceOfSatisfying(
            ResidualAccessReported.class,
            report -> assertThat(report.residual()).isEqualTo(Evidence.of("grants", 1)));

    acme.withApplication("wiki", "editor", "planted");
    acme.plant("u1", "wiki", "planted");
    assertThat(deliveries.deliver(leaving.attempt(2).deprovisioned()))
        .singleElement()
        .isInstanceOfSatisfying(
            StepCompleted.class,
            report -> assertThat(report.evidence().counts()).containsEntry("grants", 5L));
    assertThat(deliveries.deliver(leaving.queried()))
        .singleElement()
        .isInstanceOfSatisfying(
            ResidualAccessReported.class,
            report -> assertThat(report.residual()).isEqualTo(Evidence.NONE));

    deliveries.deliver(leaving.reinstated());
    assertThat(acme.grantsOf("u1")).containsExactly("crm/admin@2", "crm/viewer@2", "wiki/editor@2");
  }

  @Test
  void a_late_deprovisioning_does_not_touch_who_was_reinstated() {
    UserDeprovisioned late = leaving.attempt(2).deprovisioned();
    deliveries.deliver(leaving.deprovisioned(), leaving.reinstated());

    assertThat(deliveries.deliver(late)).singleElement().isInstanceOf(StepRefused.class);
    assertThat(acme.grantsOf("u1")).hasSize(3);
    assertThat(acme.whyOf("u1", "crm", "viewer")).isEqualTo("granted");
  }

  @Test
  void a_stale_deprovisioning_of_an_older_epoch_changes_nothing() {
    Story rehired = offboardingOf(acme.id(), "u1").epoch(1);
    deliveries.deliver(rehired.deprovisioned(), rehired.reinstated());

    assertThat(deliveries.deliver(offboardingOf(acme.id(), "u1").epoch(1).deprovisioned()))
        .singleElement()
        .isInstanceOfSatisfying(
            StepRefused.class, report -> assertThat(report.code()).isEqualTo("stale-epoch"));
    assertThat(acme.grantsOf("u1")).hasSize(3).allMatch(grant -> grant.endsWith("@2"));
    assertThat(acme.snapshotsOf("u1")).isZero();
  }

  @Test
  void a_residual_query_of_an_old_epoch_does_not_count_newer_grants() {
    deliveries.deliver(leaving.deprovisioned(), leaving.reinstated());

    assertThat(deliveries.deliver(leaving.queried()))
        .singleElement()
        .isInstanceOfSatisfying(
            ResidualAccessReported.class,
            report -> assertThat(report.residual()).isEqualTo(Evidence.NONE));
  }

  @Test
  void erasure_leaves_neither_snapshot_nor_grant() {
    deliveries.deliver(leaving.deprovisioned());
    acme.plant("u1", "wiki", "editor");

    assertThat(deliveries.deliver(leaving.erased()))
        .singleElement()
        .isInstanceOfSatisfying(
            StepCompleted.class,
            report ->
                assertThat(report.evidence())
                    .isEqualTo(Evidence.of("snapshots", 1).and("grants", 1)));
    assertThat(acme.grantsOf("u1")).isEmpty();
    assertThat(acme.snapshotsOf("u1")).isZero();
    assertThat(acme.grantsOf("stays")).hasSize(1);
  }

  @Test
  void a_deprovisioning_that_comes_after_the_erasure_is_stale() {
    deliveries.deliver(leaving.erased());

    assertThat(deliveries.deliver(leaving.deprovisioned()))
        .singleElement()
        .isInstanceOf(StepRefused.class);
    assertThat(acme.grantsOf("u1")).isEmpty();
    assertThat(acme.snapshotsOf("u1")).isZero();
  }

  @Test
  void a_full_batch_is_revoked_at_once() {
    UserDeprovisioned[] batch =
        IntStream.range(0, 200)
            .mapToObj(i -> offboardingOf(acme.id(), "b" + i).deprovisioned())
            .toArray(UserDeprovisioned[]::new);
    for (int i = 0; i < batch.length; i++) {
      acme.plant("b" + i, "crm", "viewer");
    }

    assertThat(deliveries.deliver(batch))
        .hasSize(200)
        .allSatisfy(
            report ->
                assertThat(((StepCompleted) report).evidence())
                    .isEqualTo(Evidence.of("grants", 1).and("applications", 1)));
  }
}
