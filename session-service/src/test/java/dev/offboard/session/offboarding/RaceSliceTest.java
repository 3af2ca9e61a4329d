package dev.offboard.session.offboarding;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.participant.Fences;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.EveryTenant;
import dev.offboard.messaging.testkit.Story;
import dev.offboard.session.SessionApi;
import dev.offboard.session.SessionApi.Answer;
import dev.offboard.session.SessionApi.Opened;
import dev.offboard.session.SessionSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// A sign-in, a refresh and an offboarding of the same user at the same moment (invariant I4):
/// whoever wins, nothing is left.
@SessionSlice
class RaceSliceTest {
  private static final String TENANT = "race";
  private static final int ROUNDS = 40;
  private static final long PATIENCE_SECONDS = 20;

  @Autowired SessionApi api;
  @Autowired JdbcClient jdbc;
  @Autowired Fences fences;
  @Autowired TransactionOperations transactions;
  @Autowired ApplicationContext context;
  private final ExecutorService threads = Executors.newFixedThreadPool(4, EveryTenant.threads());
  private Deliveries deliveries;

  @BeforeEach
  void listen() {
    deliveries = Deliveries.to(context, Topics.LIFECYCLE);
  }

  @AfterEach
  void let_go() {
    threads.shutdownNow();
  }

  @Test
  void a_sign_in_that_commits_while_the_offboarding_waits_is_ended_by_it() throws Exception {
    String user = "sign-in-first";
    Story story = Story.offboardingOf(TENANT, user);
    Future<List<StepReport>> offboarding =
        transactions.execute(
            tx -> {
              Opened opened = api.opened(TENANT, user);
              Future<List<StepReport>> waiting =
                  threads.submit(() -> deliveries.deliver(story.deprovisioned()));
              awaitSomebodyWaitingForALock();
              assertThat(opened.accessToken()).isNotEmpty();
              return waiting;
            });

    StepReport report = offboarding.get(PATIENCE_SECONDS, SECONDS).getFirst();

    assertThat(((StepCompleted) report).evidence().counts()).containsEntry("sessions", 1L);
    assertNothingIsLeft(user);
  }

  @Test
  void a_sign_in_that_waits_for_the_offboarding_is_refused() throws Exception {
    String user = "offboarding-first";
    Future<Answer> signIn =
        transactions.execute(
            tx -> {
              deliveries.deliver(Story.offboardingOf(TENANT, user).deprovisioned());
              Future<Answer> waiting = threads.submit(() -> api.open(TENANT, user, "{}"));
              awaitSomebodyWaitingForALock();
              return waiting;
            });

    Answer answer = signIn.get(PATIENCE_SECONDS, SECONDS);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("code")).isEqualTo("user-deprovisioned");
    assertNothingIsLeft(user);
  }

  @Test
  void a_refresh_that_commits_while_the_offboarding_waits_gives_a_dead_pair() throws Exception {
    String user = "refresh-first";
    Opened opened = api.opened(TENANT, user);
    List<Answer> refreshed = new ArrayList<>();
    Future<List<StepReport>> offboarding =
        transactions.execute(
            tx -> {
              refreshed.add(api.refresh(opened.refreshToken()));
              Future<List<StepReport>> waiting =
                  threads.submit(
                      () -> deliveries.deliver(Story.offboardingOf(TENANT, user).deprovisioned()));
              awaitSomebodyWaitingForALock();
              return waiting;
            });

    offboarding.get(PATIENCE_SECONDS, SECONDS);

    assertThat(refreshed.getFirst().status()).isEqualTo(200);
    assertThat(api.isActive(refreshed.getFirst().text("access_token"))).isFalse();
    assertNothingIsLeft(user);
  }

  @Test
  void sign_ins_refreshes_and_an_offboarding_at_once_leave_nothing_behind() throws Exception {
    long seed = Long.getLong("race.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      String user = "round-" + round;
      Opened before = api.opened(TENANT, user);
      CyclicBarrier together = new CyclicBarrier(4);
      List<Callable<Answer>> callers =
          List.of(
              after(together, random.nextInt(4_000_000), () -> api.open(TENANT, user, "{}")),
              after(together, random.nextInt(4_000_000), () -> api.open(TENANT, user, "{}")),
              after(together, random.nextInt(4_000_000), () -> api.refresh(before.refreshToken())));
      Callable<List<StepReport>> offboarding =
          after(
              together,
              random.nextInt(4_000_000),
              () -> deliveries.deliver(Story.offboardingOf(TENANT, user).deprovisioned()));

      Future<List<StepReport>> reports = threads.submit(offboarding);
      List<Future<Answer>> answers = callers.stream().map(threads::submit).toList();

      String which = "round %d, -Drace.seed=%d".formatted(round, seed);
      assertThat(reports.get(PATIENCE_SECONDS, SECONDS))
          .as(which)
          .singleElement()
          .isInstanceOf(StepCompleted.class);
      for (Future<Answer> future : answers) {
        Answer answer = future.get(PATIENCE_SECONDS, SECONDS);
        assertThat(answer.status()).as(which + ": " + answer).isIn(200, 201, 400, 409);
        for (String token : new String[] {"accessToken", "refreshToken", "access_token"}) {
          if (answer.text(token) != null) {
            assertThat(api.isActive(answer.text(token))).as(which).isFalse();
          }
        }
      }
      assertNothingIsLeft(user);
    }
  }

  private static <R> Callable<R> after(CyclicBarrier together, int nanos, Callable<R> action) {
    return () -> {
      together.await(PATIENCE_SECONDS, SECONDS);
      LockSupport.parkNanos(nanos);
      return action.call();
    };
  }

  private void awaitSomebodyWaitingForALock() {
    await("the other transaction to wait for the fence")
        .pollInSameThread()
        .atMost(PATIENCE_SECONDS, SECONDS)
        .until(
            () ->
                jdbc.sql(
                            """
                            SELECT count(*) FROM pg_locks l
                            WHERE NOT l.granted AND pg_backend_pid() = ANY (pg_blocking_pids(l.pid))
                            """)
                        .query(Long.class)
                        .single()
                    > 0);
  }

  /// Also not for somebody who may look behind the block.
  private void assertNothingIsLeft(String user) {
    assertThat(
            jdbc.sql(
                    """
                    SELECT count(*) FROM session s LEFT JOIN token t ON t.session_id = s.id
                    WHERE s.tenant_id = ? AND s.user_id = ? AND (s.state = 'LIVE' OR t.hash IS NOT NULL)
                    """)
                .params(TENANT, user)
                .query(Long.class)
                .single())
        .as(user)
        .isZero();
    assertThat(
            transactions
                .execute(tx -> fences.lock(UserRef.of(TENANT, user)).isOpen())
                .booleanValue())
        .isFalse();
  }
}
