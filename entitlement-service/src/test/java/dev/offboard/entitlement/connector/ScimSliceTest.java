package dev.offboard.entitlement.connector;

import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Topics;
import dev.offboard.entitlement.EntitlementSlice;
import dev.offboard.entitlement.ForeignApplication;
import dev.offboard.entitlement.ForeignApplication.Mood;
import dev.offboard.entitlement.ForeignApplication.Request;
import dev.offboard.entitlement.Leaver;
import dev.offboard.entitlement.Tenants;
import dev.offboard.entitlement.Tenants.Tenant;
import dev.offboard.messaging.testkit.Deliveries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@EntitlementSlice
class ScimSliceTest {
  @Autowired Tenants tenants;
  @Autowired ApplicationContext context;
  private final ForeignApplication crm = new ForeignApplication().with("ada").with("bob");
  private Tenant acme;
  private Leaver ada;

  @BeforeEach
  void a_user_with_an_account() {
    acme = tenants.fresh().withScim("crm", crm.scim()).withGrant("ada", "crm", "user");
    ada = new Leaver(Deliveries.to(context, Topics.LIFECYCLE), offboardingOf(acme.id(), "ada"));
  }

  @AfterEach
  void close() {
    acme.endTasks();
    crm.close();
  }

  @Test
  void the_account_is_found_deactivated_and_read_back() {
    ada.is(ada.story.deprovisioned());

    assertThat(ada.completed(Phase.REVOKE).counts())
        .containsEntry("grants", 1L)
        .containsEntry("applications", 1L)
        .containsEntry("accountsDeactivated", 1L);
    assertThat(crm.stateOf("ada")).isEqualTo("inactive");
    assertThat(crm.stateOf("bob")).isEqualTo("active");
    assertThat(crm.requests.getLast().method()).as("read back").isEqualTo("GET");
    assertThat(crm.changes())
        .singleElement()
        .satisfies(
            patch -> {
              assertThat(patch.method()).isEqualTo("PATCH");
              assertThat(patch.path()).doesNotContain("..");
              assertThat(patch.headers())
                  .containsEntry("authorization", "Bearer bearer-of-the-tests")
                  .containsEntry("idempotency-key", ada.story.offboardingId() + "_revoke_1_crm");
            });
  }

  @Test
  void a_provider_without_patch_gets_a_put_of_the_whole_account() {
    crm.withoutPatch();
    ada.is(ada.story.deprovisioned()).completed(Phase.REVOKE);

    assertThat(crm.changes()).extracting(Request::method).containsExactly("PUT");
    assertThat(crm.changes().getFirst().body()).contains("userName");
    assertThat(crm.stateOf("ada")).isEqualTo("inactive");
  }

  @Test
  void who_says_200_and_reads_back_active_has_not_done_it() {
    crm.is(Mood.LIES);
    ada.is(ada.story.deprovisioned());

    assertThat(ada.progressed("reads back active")).startsWith("0 of 1 applications; crm: ");
    assertThat(ada.hasCompleted(Phase.REVOKE)).isFalse();

    crm.is(Mood.GOOD);
    ada.completed(Phase.REVOKE);
    assertThat(crm.stateOf("ada")).isEqualTo("inactive");
  }

  @Test
  void an_account_that_is_not_there_is_gone_already() {
    acme.withGrant("eve", "crm", "user");
    Leaver eve =
        new Leaver(Deliveries.to(context, Topics.LIFECYCLE), offboardingOf(acme.id(), "eve"));
    eve.is(eve.story.deprovisioned());

    assertThat(eve.completed(Phase.REVOKE).counts()).containsEntry("accountsAlreadyGone", 1L);
    assertThat(crm.changes()).isEmpty();
  }

  @Test
  void a_target_that_is_no_scim_service_never_reads_as_an_account_that_is_gone() {
    acme.connect("crm", Tenants.scim(crm.scim() + "/wrong"));
    ada.is(ada.story.deprovisioned());

    ada.progressed("answers 404 to the search for an account");
    acme.connect("crm", Tenants.scim(crm.scim()));
    assertThat(ada.completed(Phase.REVOKE).counts()).containsEntry("accountsDeactivated", 1L);
  }

  @Test
  void an_answer_with_other_accounts_changes_nobody() {
    crm.is(Mood.MIXES_UP);
    acme.withGrant("eve", "crm", "user");
    Leaver eve =
        new Leaver(Deliveries.to(context, Topics.LIFECYCLE), offboardingOf(acme.id(), "eve"));
    eve.is(eve.story.deprovisioned());

    eve.progressed("answers the search for an account with others");
    assertThat(crm.changes()).isEmpty();
  }

  @Test
  void an_erasure_deletes_the_account_and_reads_it_back_as_gone() {
    ada.is(ada.story.deprovisioned()).completed(Phase.REVOKE);
    ada.is(ada.story.erased());

    assertThat(ada.completed(Phase.ERASE).counts())
        .containsEntry("snapshots", 1L)
        .containsEntry("accountsDeleted", 1L);
    assertThat(crm.stateOf("ada")).isEqualTo("gone");
  }

  @Test
  void an_erasure_keeps_the_account_inactive_where_that_is_put_so() {
    acme.connect(
        "crm",
        """
        {"method":"scim","owner":"o","target":"%s","onErase":"keep"}
        """
            .formatted(crm.scim()));
    ada.is(ada.story.deprovisioned()).completed(Phase.REVOKE);
    ada.is(ada.story.erased());

    assertThat(ada.completed(Phase.ERASE).counts()).containsEntry("accountsAlreadyInactive", 1L);
    assertThat(crm.stateOf("ada")).isEqualTo("inactive");
  }

  @Test
  void an_undo_activates_the_account_again() {
    ada.is(ada.story.deprovisioned()).completed(Phase.REVOKE);
    ada.is(ada.story.reinstated());

    assertThat(ada.completed(Phase.REINSTATE).counts())
        .containsEntry("restored", 1L)
        .containsEntry("accountsReactivated", 1L);
    assertThat(crm.stateOf("ada")).isEqualTo("active");
  }

  @Test
  void what_could_not_be_given_back_is_counted() {
    ada.is(ada.story.deprovisioned()).completed(Phase.REVOKE);
    ForeignApplication empty = new ForeignApplication();
    acme.connect("crm", Tenants.scim(empty.scim()));
    ada.is(ada.story.reinstated());

    assertThat(ada.completed(Phase.REINSTATE).counts()).containsEntry("accountsNotRestorable", 1L);
    empty.close();
  }

  @Test
  void an_account_is_found_by_user_name_where_that_is_put_so() {
    acme.connect(
        "crm",
        """
        {"method":"scim","owner":"o","target":"%s","lookup":"userName","account":"{userId}@corp.example"}
        """
            .formatted(crm.scim()));
    ada.is(ada.story.deprovisioned()).completed(Phase.REVOKE);

    assertThat(crm.stateOf("ada")).isEqualTo("inactive");
  }

  @Test
  void a_redirection_to_a_metadata_address_is_not_followed() {
    crm.is(Mood.REDIRECTS);
    ada.is(ada.story.deprovisioned());

    ada.progressed("answers 302; redirections are never followed");
    crm.is(Mood.GOOD);
    ada.completed(Phase.REVOKE);
  }

  @Test
  void a_target_that_has_become_a_forbidden_address_is_not_called() {
    context
        .getBean(org.springframework.jdbc.core.simple.JdbcClient.class)
        .sql("UPDATE connection SET target = 'https://169.254.169.254/' WHERE tenant_id = ?")
        .param(acme.id())
        .update();
    ada.is(ada.story.deprovisioned());

    ada.progressed("stands for a link-local or metadata address, which is never called");
    await().untilAsserted(() -> assertThat(crm.requests).isEmpty());
  }
}
