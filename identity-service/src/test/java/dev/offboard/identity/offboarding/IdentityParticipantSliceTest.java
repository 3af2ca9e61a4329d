package dev.offboard.identity.offboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.ResidualAccessReported;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.StepReport.StepFailed;
import dev.offboard.contracts.StepReport.StepRefused;
import dev.offboard.contracts.Topics;
import dev.offboard.identity.Company;
import dev.offboard.identity.IdentitySlice;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.Inventories;
import dev.offboard.messaging.testkit.Story;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@IdentitySlice
class IdentityParticipantSliceTest {
  @Autowired Company company;
  @Autowired ApplicationContext context;
  private Deliveries lifecycle;

  @BeforeEach
  void listen() {
    lifecycle = Deliveries.to(context, Topics.LIFECYCLE);
  }

  @Test
  void a_deprovisioned_user_is_refused_at_once_and_the_evidence_counts() {
    company.hasUser("part-1", "u1");
    String key = company.key("part-1", "u1");
    company.key("part-1", "u1");

    List<StepReport> reports =
        lifecycle.deliver(Story.offboardingOf("part-1", "u1").deprovisioned());

    assertThat(evidence(reports))
        .isEqualTo(Evidence.of("account", 1).and("apiKeys", 2).and("oauthGrants", 0));
    assertThat(Inventories.counts(reports.getFirst()))
        .isEqualTo(Map.of("account", 1L, "apiKeys", 2L));
    assertThat(Inventories.has(reports.getFirst(), "account", "u1")).isTrue();
    assertThat(company.getUser("part-1", "u1").text("status")).isEqualTo("DEPROVISIONED");
    assertThat(company.signIn("part-1", "u1").status()).isEqualTo(401);
    assertThat(company.isActive(key)).isFalse();
  }

  @Test
  void an_announcement_that_comes_twice_acts_once_and_is_answered_alike() {
    company.hasUser("part-2", "u1");
    company.key("part-2", "u1");
    Story story = Story.offboardingOf("part-2", "u1");
    Evidence first = evidence(lifecycle.deliver(story.deprovisioned()));

    assertThat(lifecycle.redeliver()).isEmpty();
    List<StepReport> again = lifecycle.deliver(story.attempt(2).deprovisioned());

    assertThat(evidence(again)).isEqualTo(first);
    assertThat(again.getFirst().attempt()).isEqualTo(2);
    assertThat(Inventories.counts(again.getFirst()))
        .isEqualTo(Map.of("account", 1L, "apiKeys", 1L));
  }

  @Test
  void a_late_or_stale_announcement_changes_nothing() {
    company.hasUser("part-3", "u1");
    Story story = Story.offboardingOf("part-3", "u1");
    lifecycle.deliver(story.deprovisioned());
    lifecycle.deliver(story.reinstated());
    String key = company.key("part-3", "u1");

    List<StepReport> reports =
        lifecycle.deliver(story.attempt(9).deprovisioned(), story.attempt(9).erased());

    assertThat(reports)
        .allSatisfy(report -> assertThat(((StepRefused) report).code()).isEqualTo("stale-epoch"))
        .hasSize(2);
    assertThat(company.signIn("part-3", "u1").status()).isEqualTo(200);
    assertThat(company.isActive(key)).isTrue();
  }

  @Test
  void a_reinstated_user_signs_in_under_the_next_epoch_while_old_keys_stay_dead() {
    company.hasUser("part-4", "u1");
    String old = company.key("part-4", "u1");
    Story story = Story.offboardingOf("part-4", "u1");
    lifecycle.deliver(story.deprovisioned());

    List<StepReport> reports = lifecycle.deliver(story.reinstated());

    assertThat(evidence(reports)).isEqualTo(Evidence.of("account", 1));
    assertThat(company.signIn("part-4", "u1").body().toString())
        .isEqualTo("{\"tenantId\":\"part-4\",\"userId\":\"u1\",\"epoch\":2}");
    assertThat(company.getUser("part-4", "u1").text("status")).isEqualTo("ACTIVE");
    assertThat(company.isActive(old)).isFalse();
    assertThat(company.isActive(company.key("part-4", "u1"))).isTrue();
  }

  @Test
  void deprovisioned_and_reinstated_in_one_batch_ends_reinstated() {
    company.hasUser("part-5", "u1");
    String key = company.key("part-5", "u1");
    Story story = Story.offboardingOf("part-5", "u1");

    lifecycle.deliver(story.deprovisioned(), story.reinstated());

    assertThat(company.signIn("part-5", "u1").status()).isEqualTo(200);
    assertThat(company.isActive(key)).isFalse();
  }

  @Test
  void a_protected_user_is_refused_and_goes_on_as_before() {
    company.hasProtectedUser("part-6", "boss");
    company.hasUser("part-6", "u1");
    String key = company.key("part-6", "boss");
    Story story = Story.offboardingOf("part-6", "boss");

    List<StepReport> reports =
        lifecycle.deliver(
            story.deprovisioned(), Story.offboardingOf("part-6", "u1").deprovisioned());

    assertThat(reports.getFirst())
        .isInstanceOfSatisfying(
            StepRefused.class,
            refused -> assertThat(refused.code()).isEqualTo("protected-account"));
    assertThat(reports.get(1)).isInstanceOf(StepCompleted.class);
    assertThat(company.getUser("part-6", "boss").text("status")).isEqualTo("ACTIVE");
    assertThat(company.signIn("part-6", "boss").status()).isEqualTo(200);
    assertThat(company.isActive(key)).isTrue();
    assertThat(company.postKey("part-6", "boss").status()).isEqualTo(201);
    assertThat(company.putUser("part-6", "boss", "").status()).isEqualTo(200);
    assertThat(company.getUser("part-6", "u1").text("status")).isEqualTo("DEPROVISIONED");
  }

  @Test
  void a_protected_user_is_blocked_if_two_others_than_the_initiator_have_approved_it() {
    company.hasProtectedUser("part-20", "boss");
    Story story = Story.offboardingOf("part-20", "boss");

    List<StepReport> reports =
        lifecycle.deliver(
            story.deprovisionedApprovedBy("one"),
            story.attempt(2).deprovisionedApprovedBy("one", "one"),
            story.attempt(3).deprovisionedApprovedBy("one", story.deprovisioned().initiator().id()),
            story.attempt(4).deprovisionedApprovedBy("one", "two"));

    assertThat(reports.subList(0, 3)).hasOnlyElementsOfType(StepRefused.class);
    assertThat(reports.get(3)).isInstanceOf(StepCompleted.class);
    assertThat(company.getUser("part-20", "boss").text("status")).isEqualTo("DEPROVISIONED");
  }

  @Test
  void a_refused_user_keeps_its_keys_when_the_refusal_leads_to_a_reinstatement() {
    company.hasProtectedUser("part-7", "boss");
    String key = company.key("part-7", "boss");
    Story story = Story.offboardingOf("part-7", "boss");
    lifecycle.deliver(story.deprovisioned());

    lifecycle.deliver(story.reinstated());

    assertThat(company.isActive(key)).isTrue();
    assertThat(company.getUser("part-7", "boss").body().get("epoch").asInt()).isEqualTo(2);
  }

  @Test
  void a_protected_user_is_not_erased_either() {
    company.hasProtectedUser("part-8", "boss");

    List<StepReport> reports = lifecycle.deliver(Story.offboardingOf("part-8", "boss").erased());

    assertThat(reports.getFirst()).isInstanceOf(StepRefused.class);
    assertThat(company.signIn("part-8", "boss").status()).isEqualTo(200);
  }

  @Test
  void a_tombstone_is_never_reinstated() {
    company.hasUser("part-9", "u1");
    Story story = Story.offboardingOf("part-9", "u1");
    lifecycle.deliver(story.deprovisioned());
    lifecycle.deliver(story.erased());

    List<StepReport> reports = lifecycle.deliver(story.reinstated());

    assertThat(((StepRefused) reports.getFirst()).code()).isEqualTo("already-erased");
    assertThat(company.getUser("part-9", "u1").body().toString())
        .isEqualTo(
            "{\"tenantId\":\"part-9\",\"userId\":\"u1\",\"kind\":\"employee\",\"status\":\"ERASED\","
                + "\"epoch\":1,\"protected\":false,\"administrator\":false}");
  }

  @Test
  void a_re_hired_user_is_made_anew_under_the_next_epoch_and_nothing_late_touches_it() {
    company.hasUser("part-12", "u1");
    Story story = Story.offboardingOf("part-12", "u1");
    lifecycle.deliver(story.deprovisioned());
    lifecycle.deliver(story.erased());
    assertThat(company.putUser("part-12", "u1", "").status()).isEqualTo(409);

    Story rehire = Story.offboardingOf("part-12", "u1").because(ReasonCode.RE_HIRE);
    assertThat(lifecycle.deliver(rehire.reinstated()).getFirst()).isInstanceOf(StepCompleted.class);
    assertThat(company.getUser("part-12", "u1").body().path("status").asString())
        .isEqualTo("ERASED");
    assertThat(company.putUser("part-12", "u1", "").status()).isEqualTo(201);
    assertThat(company.getUser("part-12", "u1").body().path("epoch").asInt()).isEqualTo(2);

    lifecycle.deliver(story.attempt(2).deprovisioned());
    lifecycle.deliver(story.attempt(2).erased());
    assertThat(company.getUser("part-12", "u1").body().path("status").asString())
        .isEqualTo("ACTIVE");
  }

  @Test
  void the_offboarding_of_somebody_re_hired_and_not_made_anew_can_be_undone() {
    company.hasUser("part-13", "u1");
    Story first = Story.offboardingOf("part-13", "u1");
    lifecycle.deliver(first.deprovisioned());
    lifecycle.deliver(first.erased());
    lifecycle.deliver(
        Story.offboardingOf("part-13", "u1").because(ReasonCode.RE_HIRE).reinstated());

    Story second = Story.offboardingOf("part-13", "u1").epoch(2);
    lifecycle.deliver(second.deprovisioned());
    assertThat(lifecycle.deliver(second.reinstated()).getFirst()).isInstanceOf(StepCompleted.class);
    assertThat(company.putUser("part-13", "u1", "").status()).isEqualTo(201);
    assertThat(company.getUser("part-13", "u1").body().path("epoch").asInt()).isEqualTo(3);
  }

  @Test
  void a_poison_user_delays_nobody() {
    company.hasUser("part-10", "before");
    company.hasUser("part-10", "poison");
    company.hasUser("part-10", "after");
    company
        .owner()
        .sql(
            """
            CREATE FUNCTION choke() RETURNS trigger LANGUAGE plpgsql AS
              'BEGIN RAISE EXCEPTION ''choked on %'', OLD.mail; END';
            CREATE TRIGGER choke BEFORE UPDATE ON account FOR EACH ROW
              WHEN (OLD.tenant_id = 'part-10' AND OLD.user_id = 'poison') EXECUTE FUNCTION choke();
            """)
        .update();

    List<StepReport> reports =
        lifecycle.deliver(
            Story.offboardingOf("part-10", "before").deprovisioned(),
            Story.offboardingOf("part-10", "poison").deprovisioned(),
            Story.offboardingOf("part-10", "after").deprovisioned());

    assertThat(reports)
        .filteredOn(StepCompleted.class::isInstance)
        .extracting(report -> report.userId().value())
        .containsExactly("before", "after");
    assertThat(reports)
        .filteredOn(StepFailed.class::isInstance)
        .singleElement()
        .satisfies(
            failed -> {
              assertThat(failed.userId().value()).isEqualTo("poison");
              assertThat(failed.toString()).doesNotContain("example.com");
            });
    assertThat(lifecycle.deadLetters()).isEmpty();
    assertThat(company.getUser("part-10", "after").text("status")).isEqualTo("DEPROVISIONED");
  }

  @Test
  void residual_access_is_read_from_the_accounts_and_keys_themselves() {
    company.hasUser("part-11", "u1");
    company.key("part-11", "u1");
    Story story = Story.offboardingOf("part-11", "u1");
    assertThat(residual(lifecycle.deliver(story.queried())))
        .isEqualTo(Evidence.of("account", 1).and("apiKeys", 1).and("oauthGrants", 0));

    lifecycle.deliver(story.deprovisioned());
    assertThat(residual(lifecycle.deliver(story.queried())).total()).isZero();

    lifecycle.deliver(story.reinstated());
    company.key("part-11", "u1");
    assertThat(residual(lifecycle.deliver(story.queried())).total()).isZero();
  }

  @Test
  void access_that_came_back_behind_the_services_back_is_taken_away_when_announced_again() {
    company.hasUser("part-12", "u1");
    Story story = Story.offboardingOf("part-12", "u1");
    lifecycle.deliver(story.deprovisioned());
    company
        .owner()
        .sql("UPDATE account SET status = 'ACTIVE' WHERE tenant_id = 'part-12'")
        .update();

    lifecycle.deliver(story.attempt(2).deprovisioned());

    assertThat(company.signIn("part-12", "u1").status()).isEqualTo(401);
  }

  @Test
  void a_user_this_service_never_knew_has_nothing_to_lose() {
    company.hasTenant("part-13");
    Story story = Story.offboardingOf("part-13", "stranger");

    assertThat(evidence(lifecycle.deliver(story.deprovisioned())).total()).isZero();
    assertThat(evidence(lifecycle.deliver(story.reinstated())).total()).isZero();

    assertThat(company.putUser("part-13", "stranger", "").body().get("epoch").asInt()).isEqualTo(2);
  }

  @Test
  void offboarding_a_user_leaves_the_same_id_in_another_tenant_alone() {
    company.hasUser("part-14", "u1");
    company.hasUser("part-15", "u1");
    String key = company.key("part-15", "u1");
    Story story = Story.offboardingOf("part-14", "u1");

    lifecycle.deliver(story.deprovisioned());
    lifecycle.deliver(story.erased());

    assertThat(company.signIn("part-15", "u1").status()).isEqualTo(200);
    assertThat(company.isActive(key)).isTrue();
  }

  private static Evidence evidence(List<StepReport> reports) {
    assertThat(reports).singleElement().isInstanceOf(StepCompleted.class);
    return ((StepCompleted) reports.getFirst()).evidence();
  }

  private static Evidence residual(List<StepReport> reports) {
    return ((ResidualAccessReported) reports.getFirst()).residual();
  }
}
