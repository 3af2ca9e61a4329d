package dev.offboard.session.offboarding;

import static dev.offboard.session.offboarding.Counts.counts;
import static dev.offboard.session.offboarding.Counts.evidenceOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.Message;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.StepRefused;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.Inventories;
import dev.offboard.messaging.testkit.Story;
import dev.offboard.session.SessionApi;
import dev.offboard.session.SessionApi.Opened;
import dev.offboard.session.SessionSlice;
import dev.offboard.session.SettableClock;
import dev.offboard.session.token.OpaqueToken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the participant does when a message comes once, twice, late, stale, or never before.
@SessionSlice
class SessionParticipantSliceTest {
  private static final String TENANT = "offboarding";

  @Autowired SessionApi api;
  @Autowired JdbcClient jdbc;
  @Autowired SettableClock clock;
  @Autowired ApplicationContext context;
  private SessionRows rows;
  private Deliveries deliveries;

  @BeforeEach
  void listen() {
    rows = new SessionRows(jdbc, TENANT);
    deliveries = Deliveries.to(context, Topics.LIFECYCLE);
  }

  @AfterEach
  void back_to_now() {
    clock.reset();
  }

  @Test
  void a_deprovisioned_user_loses_every_session_and_token() {
    Opened phone = api.opened(TENANT, "leaves");
    Opened laptop = api.opened(TENANT, "leaves");
    api.refresh(phone.refreshToken());
    Opened other = api.opened(TENANT, "stays");
    Opened namesake = api.opened("offboarding-other", "leaves");

    StepReport report = one(Story.offboardingOf(TENANT, "leaves").deprovisioned());

    assertThat(evidenceOf(report)).isEqualTo(counts(2, 3, 2));
    assertThat(
            jdbc.sql("SELECT id::text FROM session WHERE (tenant_id, user_id) = (?, 'leaves')")
                .param(TENANT)
                .query(String.class)
                .list())
        .hasSize(2)
        .allMatch(id -> Inventories.has(report, "sessions", id));
    assertThat(Inventories.has(report, "accessTokens", hash(laptop.accessToken()))).isTrue();
    assertThat(Inventories.has(report, "refreshTokens", hash(laptop.refreshToken()))).isTrue();
    assertThat(Inventories.has(report, "accessTokens", hash(other.accessToken()))).isFalse();
    assertThat(api.isActive(phone.accessToken())).isFalse();
    assertThat(api.isActive(laptop.accessToken())).isFalse();
    assertThat(api.refresh(laptop.refreshToken()).text("error")).isEqualTo("invalid_grant");
    assertThat(rows.tokensOf("leaves")).isZero();
    assertThat(rows.statesOf("leaves")).containsExactly("ENDED", "ENDED");
    assertThat(api.isActive(other.accessToken())).isTrue();
    assertThat(api.isActive(namesake.accessToken())).isTrue();
  }

  @Test
  void what_had_expired_or_ended_before_is_not_counted_as_access_taken_away() {
    Opened revoked = api.opened(TENANT, "counts");
    api.revoke(revoked.refreshToken());
    api.opened(TENANT, "counts");
    clock.pass(Duration.ofMinutes(11));

    StepReport report = one(Story.offboardingOf(TENANT, "counts").deprovisioned());

    assertThat(evidenceOf(report)).isEqualTo(counts(1, 0, 1));
    assertThat(Inventories.counts(report)).isEqualTo(Map.of("sessions", 1L, "refreshTokens", 1L));
  }

  @Test
  void a_user_without_a_session_is_blocked_all_the_same() {
    StepReport report = one(Story.offboardingOf(TENANT, "never-seen").deprovisioned());

    assertThat(evidenceOf(report)).isEqualTo(counts(0, 0, 0));
    assertThat(Inventories.counts(report)).isEmpty();
    assertThat(api.open(TENANT, "never-seen", "{}").status()).isEqualTo(409);
  }

  @Test
  void a_redelivered_message_is_handled_once() {
    api.opened(TENANT, "redelivered");
    one(Story.offboardingOf(TENANT, "redelivered").deprovisioned());

    assertThat(deliveries.redeliver()).isEmpty();
    assertThat(rows.statesOf("redelivered")).containsExactly("ENDED");
  }

  @Test
  void a_second_attempt_is_answered_with_what_the_first_one_found() {
    api.opened(TENANT, "repeated");
    Story story = Story.offboardingOf(TENANT, "repeated");
    one(story.deprovisioned());

    StepReport second = one(story.attempt(2).deprovisioned());

    assertThat(second.attempt()).isEqualTo(2);
    assertThat(evidenceOf(second)).isEqualTo(counts(1, 1, 1));
    assertThat(Inventories.counts(second))
        .isEqualTo(Map.of("sessions", 1L, "accessTokens", 1L, "refreshTokens", 1L));
  }

  @Test
  void nothing_revives_when_the_user_is_reinstated() {
    Opened before = api.opened(TENANT, "comes-back");
    Story story = Story.offboardingOf(TENANT, "comes-back");
    one(story.deprovisioned());

    StepReport report = one(story.reinstated());

    assertThat(evidenceOf(report)).isEqualTo(Evidence.NONE);
    assertThat(report.phase()).isEqualTo(Phase.REINSTATE);
    assertThat(api.isActive(before.accessToken())).isFalse();
    assertThat(api.refresh(before.refreshToken()).status()).isEqualTo(400);
    assertThat(rows.statesOf("comes-back")).containsExactly("ENDED");
    Opened after = api.opened(TENANT, "comes-back");
    assertThat(api.isActive(after.accessToken())).isTrue();
  }

  @Test
  void a_stale_deprovisioning_cannot_hurt_a_reinstated_user() {
    Story story = Story.offboardingOf(TENANT, "stale");
    one(story.deprovisioned());
    one(story.reinstated());
    Opened opened = api.opened(TENANT, "stale");

    StepReport late = one(story.attempt(2).deprovisioned());

    assertThat(late).isInstanceOf(StepRefused.class);
    assertThat(api.isActive(opened.accessToken())).isTrue();
  }

  @Test
  void a_reinstatement_that_overtakes_the_deprovisioning_leaves_nothing_of_the_older_epoch() {
    Opened old = api.opened(TENANT, "overtaken");
    Story story = Story.offboardingOf(TENANT, "overtaken");

    one(story.reinstated());
    StepReport late = one(story.deprovisioned());

    assertThat(late).isInstanceOf(StepRefused.class);
    assertThat(api.isActive(old.accessToken())).isFalse();
    assertThat(rows.statesOf("overtaken")).containsExactly("ENDED");
    assertThat(rows.tokensOf("overtaken")).isZero();
  }

  @Test
  void an_offboarding_under_the_next_epoch_ends_what_was_opened_under_it() {
    Story first = Story.offboardingOf(TENANT, "again");
    one(first.deprovisioned());
    one(first.reinstated());
    Opened opened = api.opened(TENANT, "again");

    StepReport report = one(Story.offboardingOf(TENANT, "again").epoch(2).deprovisioned());

    assertThat(evidenceOf(report)).isEqualTo(counts(1, 1, 1));
    assertThat(api.isActive(opened.accessToken())).isFalse();
  }

  @Test
  void an_erased_user_leaves_no_history() {
    api.opened(TENANT, "erased", "{\"device\":\"private phone\"}");
    api.opened(TENANT, "erased");
    Story story = Story.offboardingOf(TENANT, "erased");
    one(story.deprovisioned());

    StepReport report = one(story.erased());

    assertThat(evidenceOf(report)).isEqualTo(Evidence.of("sessionRecords", 2));
    assertThat(rows.statesOf("erased")).isEmpty();
    assertThat(rows.tokensOf("erased")).isZero();
    assertThat(evidenceOf(one(story.attempt(2).erased())))
        .isEqualTo(Evidence.of("sessionRecords", 2));
  }

  @Test
  void an_erasure_that_comes_first_takes_live_sessions_too_and_the_late_block_is_refused() {
    Opened opened = api.opened(TENANT, "erased-first");
    Story story = Story.offboardingOf(TENANT, "erased-first");

    assertThat(evidenceOf(one(story.erased()))).isEqualTo(Evidence.of("sessionRecords", 1));
    assertThat(api.isActive(opened.accessToken())).isFalse();
    assertThat(one(story.deprovisioned())).isInstanceOf(StepRefused.class);
  }

  @Test
  void a_batch_answers_everybody_with_their_own_counts() {
    List<Story> stories =
        IntStream.range(0, 60).mapToObj(i -> Story.offboardingOf(TENANT, "batch-" + i)).toList();
    for (int i = 0; i < stories.size(); i++) {
      for (int n = 0; n < i % 3; n++) {
        api.opened(TENANT, "batch-" + i);
      }
    }

    List<StepReport> reports =
        deliveries.deliver(stories.stream().map(Story::deprovisioned).toArray(Message[]::new));

    assertThat(reports).hasSize(60);
    for (StepReport report : reports) {
      int number = Integer.parseInt(report.userId().value().substring("batch-".length()));
      assertThat(evidenceOf(report)).isEqualTo(counts(number % 3, number % 3, number % 3));
    }
  }

  private static String hash(String token) {
    return new OpaqueToken(token).hash().value();
  }

  private StepReport one(Message message) {
    List<StepReport> reports = deliveries.deliver(message);
    assertThat(reports).hasSize(1);
    return reports.getFirst();
  }
}
