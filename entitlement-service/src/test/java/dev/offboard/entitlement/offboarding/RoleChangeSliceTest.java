package dev.offboard.entitlement.offboarding;

import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Topics;
import dev.offboard.entitlement.EntitlementSlice;
import dev.offboard.entitlement.ForeignApplication;
import dev.offboard.entitlement.Leaver;
import dev.offboard.entitlement.Tenants;
import dev.offboard.entitlement.Tenants.Tenant;
import dev.offboard.messaging.testkit.Deliveries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@EntitlementSlice
class RoleChangeSliceTest {
  private static final HeldRole MANAGER = new HeldRole("crm", "manager");
  private static final HeldRole EDITOR = new HeldRole("wiki", "editor");

  @Autowired Tenants tenants;
  @Autowired ApplicationContext context;
  @Autowired JdbcClient jdbc;
  private final ForeignApplication crm = new ForeignApplication();
  private Tenant acme;
  private Leaver ada;

  @BeforeEach
  void somebody_with_roles() {
    acme =
        tenants
            .fresh()
            .withApplication("crm", "manager", "viewer")
            .withApplication("wiki", "editor")
            .withGrant("ada", "crm", "manager")
            .withGrant("ada", "crm", "viewer")
            .withGrant("ada", "wiki", "editor")
            .withGrant("bob", "crm", "manager");
    ada = new Leaver(Deliveries.to(context, Topics.LIFECYCLE), offboardingOf(acme.id(), "ada"));
  }

  @AfterEach
  void close() {
    acme.endTasks();
    crm.close();
  }

  @Test
  void the_named_roles_go_and_all_others_stay() {
    assertThat(ada.is(ada.story.withdrawn(MANAGER, EDITOR)).completed(Phase.WITHDRAW))
        .isEqualTo(Evidence.of("grants", 2));

    assertThat(acme.grantsOf("ada")).containsExactly("crm/viewer@1");
    assertThat(acme.grantsOf("bob")).containsExactly("crm/manager@1");
    assertThat(acme.whyOf("ada", "crm", "manager")).isEqualTo("role-withdrawn");
    assertThat(acme.whyOf("ada", "crm", "viewer")).isEqualTo("granted");
    assertThat(ada.is(ada.story.rolesQueried(MANAGER, EDITOR)).residual()).isZero();
  }

  @Test
  void nobody_can_grant_them_until_the_role_change_has_ended_and_others_may_be() {
    ada.is(ada.story.withdrawn(MANAGER));

    assertThat(acme.grant("ada", "crm", "manager"))
        .hasStatus(409)
        .bodyJson()
        .hasPathSatisfying("$.code", code -> code.assertThat().isEqualTo("role-withdrawn"))
        .extractingPath("$.detail")
        .asString()
        .contains(ada.story.offboardingId().toString());
    acme.withApplication("erp", "clerk").withGrant("ada", "erp", "clerk");
    ada.is(ada.story.concluded(5));
    assertThat(acme.grant("ada", "crm", "manager")).hasStatus(201);
    assertThat(acme.whyOf("ada", "crm", "manager")).isEqualTo("granted");
  }

  @Test
  void a_role_planted_meanwhile_counts_for_nothing_and_is_taken_again() {
    ada.is(ada.story.withdrawn(MANAGER));
    acme.plant("ada", "crm", "manager");

    assertThat(acme.whyOf("ada", "crm", "manager")).isEqualTo("role-withdrawn");
    assertThat(ada.is(ada.story.rolesQueried(MANAGER)).residual()).isEqualTo(1);
    ada.is(ada.story.attempt(2).withdrawn(MANAGER));
    assertThat(acme.grantsOf("ada")).doesNotContain("crm/manager@1");
  }

  @Test
  void an_undo_gives_back_what_was_held_as_far_as_it_still_exists() {
    ada.is(ada.story.withdrawn(MANAGER, EDITOR, new HeldRole("crm", "owner")));
    acme.withApplication("wiki", "reader");

    assertThat(ada.is(ada.story.restored(MANAGER, EDITOR)).completed(Phase.RESTORE))
        .isEqualTo(Evidence.of("restored", 1).and("notRestorable", 1));
    assertThat(acme.grantsOf("ada")).containsExactly("crm/manager@1", "crm/viewer@1");
    assertThat(acme.whyOf("ada", "crm", "manager")).isEqualTo("granted");
  }

  @Test
  void what_a_person_takes_meanwhile_no_undo_brings_back() {
    ada.is(ada.story.withdrawn(MANAGER));
    assertThat(acme.revoke("ada", "crm", "manager")).hasStatus(204);

    ada.is(ada.story.restored(MANAGER));
    assertThat(acme.grantsOf("ada")).doesNotContain("crm/manager@1");
  }

  @Test
  void the_undo_of_an_offboarding_that_began_as_a_role_change_gives_back_both() {
    ada.is(ada.story.withdrawn(MANAGER));
    ada.is(ada.story.deprovisioned());
    assertThat(acme.grantsOf("ada")).isEmpty();

    ada.is(ada.story.reinstated());
    assertThat(acme.grantsOf("ada"))
        .containsExactly("crm/manager@2", "crm/viewer@2", "wiki/editor@2");
  }

  @Test
  void a_role_change_that_became_an_offboarding_blocks_nobody_who_comes_back_later() {
    ada.is(ada.story.withdrawn(MANAGER));
    ada.is(ada.story.deprovisioned());
    Leaver rehired =
        new Leaver(Deliveries.to(context, Topics.LIFECYCLE), offboardingOf(acme.id(), "ada"));
    rehired.is(rehired.story.reinstated());

    assertThat(acme.grant("ada", "crm", "manager")).hasStatus(201);
    assertThat(acme.whyOf("ada", "crm", "manager")).isEqualTo("granted");
  }

  @Test
  void the_account_in_an_application_is_deactivated_with_the_last_role_there() {
    acme.connect("crm", Tenants.scim(crm.scim()));
    crm.with("ada");
    assertThat(ada.is(ada.story.withdrawn(MANAGER)).completed(Phase.WITHDRAW))
        .isEqualTo(Evidence.of("grants", 1).and("accountsStillNeeded", 1));
    assertThat(crm.requests).as("an account has no roles that SCIM could take").isEmpty();
    ada.is(ada.story.concluded(5));

    Leaver again =
        new Leaver(Deliveries.to(context, Topics.LIFECYCLE), offboardingOf(acme.id(), "ada"));
    HeldRole viewer = new HeldRole("crm", "viewer");
    assertThat(again.is(again.story.withdrawn(viewer)).completed(Phase.WITHDRAW))
        .isEqualTo(Evidence.of("grants", 1).and("accountsDeactivated", 1));
    assertThat(again.is(again.story.restored(viewer)).completed(Phase.RESTORE))
        .isEqualTo(
            Evidence.of("restored", 1).and("notRestorable", 0).and("accountsReactivated", 1));
  }

  @Test
  void an_application_that_still_had_to_deactivate_the_account_is_not_forgotten_by_what_follows() {
    acme.connect("crm", Tenants.scim(crm.scim()));
    crm.with("ada").is(ForeignApplication.Mood.HANGS);
    HeldRole viewer = new HeldRole("crm", "viewer");
    ada.is(ada.story.withdrawn(MANAGER, viewer));
    assertThat(ada.is(ada.story.rolesQueried(MANAGER, viewer)).residual()).isEqualTo(1);

    // the whole user leaves, and holds nothing there any more
    ada.is(ada.story.deprovisioned());
    assertThat(
            jdbc.sql(
                    "SELECT phase || ' ' || state FROM task WHERE tenant_id = ? ORDER BY"
                        + " created_at")
                .param(acme.id())
                .query(String.class)
                .list())
        .containsExactly("withdraw superseded", "revoke open");
  }

  @Test
  void an_owner_and_a_webhook_are_told_which_roles() {
    acme.connect("crm", "{\"method\":\"manual\",\"owner\":\"sales-ops\"}");
    ada.is(ada.story.withdrawn(MANAGER));

    assertThat(tenants.get("/api/tasks?tenantId=" + acme.id()))
        .hasStatus(200)
        .bodyJson()
        .hasPathSatisfying("$.tasks[0].phase", v -> v.assertThat().isEqualTo("withdraw"))
        .hasPathSatisfying("$.tasks[0].roles[0]", v -> v.assertThat().isEqualTo("manager"));
  }
}
