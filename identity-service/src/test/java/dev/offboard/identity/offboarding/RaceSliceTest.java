package dev.offboard.identity.offboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.Topics;
import dev.offboard.identity.Company;
import dev.offboard.identity.IdentitySlice;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.EveryTenant;
import dev.offboard.messaging.testkit.Story;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A write and an announcement about the same user at the same time: whoever is second sees the
/// first, so nothing is left behind (invariant I4).
@IdentitySlice
class RaceSliceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Autowired Company company;
  @Autowired ApplicationContext context;
  @Autowired TransactionTemplate transactions;
  @Autowired JdbcClient jdbc;
  private final ExecutorService threads = Executors.newCachedThreadPool(EveryTenant.threads());
  private Deliveries lifecycle;

  @BeforeEach
  void listen() {
    lifecycle = Deliveries.to(context, Topics.LIFECYCLE);
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void a_key_made_just_before_the_announcement_is_revoked_by_it() {
    company.hasUser("race-1", "u1");
    Story story = Story.offboardingOf("race-1", "u1");

    Future<Evidence> evidence =
        transactions.execute(
            tx -> {
              company.key("race-1", "u1");
              Future<Evidence> announced =
                  inBackground(
                      () ->
                          ((StepCompleted) lifecycle.deliver(story.deprovisioned()).getFirst())
                              .evidence());
              awaitWaiting("the announcement, for the key's transaction");
              return announced;
            });

    assertThat(result(evidence))
        .isEqualTo(Evidence.of("account", 1).and("apiKeys", 1).and("oauthGrants", 0));
    nothingIsLeft("race-1", "u1");
  }

  @Test
  void a_key_asked_for_just_after_the_announcement_is_refused() {
    company.hasUser("race-2", "u1");
    Story story = Story.offboardingOf("race-2", "u1");

    Future<Company.Answer> key =
        transactions.execute(
            tx -> {
              lifecycle.deliver(story.deprovisioned());
              Future<Company.Answer> asked = inBackground(() -> company.postKey("race-2", "u1"));
              awaitWaiting("the key, for the announcement's transaction");
              return asked;
            });

    assertThat(result(key).code()).isEqualTo("user-deprovisioned");
    nothingIsLeft("race-2", "u1");
  }

  @Test
  void a_user_put_just_after_the_announcement_is_refused() {
    company.hasTenant("race-3");
    Story stranger = Story.offboardingOf("race-3", "stranger");

    Future<Company.Answer> put =
        transactions.execute(
            tx -> {
              lifecycle.deliver(stranger.deprovisioned());
              Future<Company.Answer> asked =
                  inBackground(() -> company.putUser("race-3", "stranger", ""));
              awaitWaiting("the put, for the announcement's transaction");
              return asked;
            });

    assertThat(result(put).code()).isEqualTo("user-deprovisioned");
    assertThat(company.getUser("race-3", "stranger").status()).isEqualTo(404);
  }

  @RepeatedTest(5)
  void whatever_the_order_nothing_is_left(RepetitionInfo round) throws Exception {
    String user = "u" + round.getCurrentRepetition();
    company.hasUser("race-4", user);
    Story story = Story.offboardingOf("race-4", user);
    CyclicBarrier together = new CyclicBarrier(4);

    List<Future<Integer>> writers =
        List.of(
            inBackground(
                () -> {
                  meet(together);
                  return company.postKey("race-4", user).status();
                }),
            inBackground(
                () -> {
                  meet(together);
                  return company.postKey("race-4", user).status();
                }),
            inBackground(
                () -> {
                  meet(together);
                  return company.putUser("race-4", user, ",\"protected\":false").status();
                }));
    meet(together);
    lifecycle.deliver(story.deprovisioned());

    for (Future<Integer> writer : writers) {
      assertThat(result(writer)).isIn(200, 201, 409);
    }
    nothingIsLeft("race-4", user);
  }

  @Test
  void of_two_who_ask_for_one_user_name_one_gets_it() throws Exception {
    company.hasTenant("race-5");
    CyclicBarrier together = new CyclicBarrier(2);

    Future<Integer> one = inBackground(() -> claim(together, "u1", "Jane"));
    Future<Integer> two = inBackground(() -> claim(together, "u2", "JANE"));

    assertThat(List.of(result(one), result(two))).containsExactlyInAnyOrder(201, 409);
  }

  private int claim(CyclicBarrier together, String user, String name) throws Exception {
    meet(together);
    return company
        .put(
            Company.userPath("race-5", user),
            "{\"userName\":\"" + name + "\",\"kind\":\"employee\"}")
        .status();
  }

  private void nothingIsLeft(String tenant, String user) {
    assertThat(company.getUser(tenant, user).text("status")).isEqualTo("DEPROVISIONED");
    assertThat(company.signIn(tenant, user).status()).isEqualTo(401);
    assertThat(
            jdbc.sql(
                    """
                    SELECT count(*) FROM api_key
                    WHERE tenant_id = ? AND user_id = ? AND revoked_at IS NULL
                    """)
                .params(tenant, user)
                .query(Long.class)
                .single())
        .isZero();
  }

  /// Until another transaction of this database waits for a lock.
  private void awaitWaiting(String who) {
    await(who)
        .atMost(PATIENCE)
        .until(
            () ->
                company
                    .owner()
                    .sql(
                        """
                        SELECT EXISTS (SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid)
                                       WHERE NOT l.granted AND a.datname = current_database())
                        """)
                    .query(Boolean.class)
                    .single());
  }

  private <T> Future<T> inBackground(Callable<T> work) {
    return threads.submit(work);
  }

  private static void meet(CyclicBarrier barrier) throws Exception {
    barrier.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("no result within " + PATIENCE, e);
    }
  }
}
