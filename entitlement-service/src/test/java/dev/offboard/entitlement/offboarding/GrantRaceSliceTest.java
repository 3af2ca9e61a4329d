package dev.offboard.entitlement.offboarding;

import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.Topics;
import dev.offboard.entitlement.EntitlementSlice;
import dev.offboard.entitlement.Tenants;
import dev.offboard.entitlement.Tenants.Tenant;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.EveryTenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@EntitlementSlice
class GrantRaceSliceTest {
  private static final int ROUNDS = 15;
  private static final int ROLES = 4;
  private static final int BOUND_SECONDS = 20;

  @Autowired Tenants tenants;
  @Autowired ApplicationContext context;
  @Autowired TransactionTemplate transactions;
  @Autowired JdbcClient jdbc;

  private final ExecutorService threads = Executors.newCachedThreadPool(EveryTenant.threads());
  private Tenant acme;
  private Deliveries deliveries;

  @BeforeEach
  void aTenant() {
    acme = tenants.fresh().withApplication("crm", "r0", "r1", "r2", "r3");
    deliveries = Deliveries.to(context, Topics.LIFECYCLE);
  }

  @AfterEach
  void stop() throws InterruptedException {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(BOUND_SECONDS, SECONDS)).isTrue();
  }

  @Test
  void a_grant_that_races_with_a_deprovisioning_leaves_nothing_behind() throws Exception {
    int granted = 0;
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String user = "u" + round;
      CyclicBarrier start = new CyclicBarrier(ROLES + 1);
      List<Future<Integer>> grants = new ArrayList<>();
      for (int role = 0; role < ROLES; role++) {
        grants.add(threads.submit(together(start, grantOf(user, "r" + role))));
      }
      Future<List<StepReport>> reports =
          threads.submit(
              together(
                  start, () -> deliveries.deliver(offboardingOf(acme.id(), user).deprovisioned())));

      assertThat(reports.get(BOUND_SECONDS, SECONDS))
          .singleElement()
          .isInstanceOf(StepCompleted.class);
      for (Future<Integer> grant : grants) {
        switch (grant.get(BOUND_SECONDS, SECONDS)) {
          case 201 -> granted++;
          case 409 -> refused++;
          default -> throw new AssertionError("a grant ended with " + grant.get());
        }
      }
      assertThat(acme.grantsOf(user)).isEmpty();
      assertThat(acme.whyOf(user, "crm", "r0")).isEqualTo("user-blocked");
    }
    assertThat(granted + refused).isEqualTo(ROUNDS * ROLES);
  }

  @Test
  void a_deprovisioning_waits_for_a_grant_under_way_and_revokes_it() throws Exception {
    Future<List<StepReport>> reports =
        transactions.execute(
            tx -> {
              acme.withGrant("u1", "crm", "r0");
              Future<List<StepReport>> waiting =
                  threads.submit(
                      () -> deliveries.deliver(offboardingOf(acme.id(), "u1").deprovisioned()));
              somebodyWaitsForALock();
              return waiting;
            });

    assertThat(reports.get(BOUND_SECONDS, SECONDS))
        .singleElement()
        .isInstanceOfSatisfying(
            StepCompleted.class,
            report -> assertThat(report.evidence().counts()).containsEntry("grants", 1L));
    assertThat(acme.grantsOf("u1")).isEmpty();
  }

  @Test
  void a_grant_waits_for_a_deprovisioning_under_way_and_is_refused() throws Exception {
    Future<Integer> grant =
        transactions.execute(
            tx -> {
              deliveries.deliver(offboardingOf(acme.id(), "u1").deprovisioned());
              Future<Integer> waiting = threads.submit(grantOf("u1", "r0"));
              somebodyWaitsForALock();
              return waiting;
            });

    assertThat(grant.get(BOUND_SECONDS, SECONDS)).isEqualTo(409);
    assertThat(acme.grantsOf("u1")).isEmpty();
  }

  @Test
  void a_grant_waits_for_the_removal_of_its_role_and_is_refused() throws Exception {
    Future<Integer> grant =
        transactions.execute(
            tx -> {
              acme.withApplication("crm", "r1");
              Future<Integer> waiting = threads.submit(grantOf("u1", "r0"));
              somebodyWaitsForALock();
              return waiting;
            });

    assertThat(grant.get(BOUND_SECONDS, SECONDS)).isEqualTo(404);
    assertThat(acme.grantsOf("u1")).isEmpty();
  }

  @Test
  void imports_of_the_same_grants_in_opposite_order_do_not_block_each_other() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      CyclicBarrier start = new CyclicBarrier(2);
      Future<Integer> up = threads.submit(together(start, importOf("a" + round, "b" + round)));
      Future<Integer> down = threads.submit(together(start, importOf("b" + round, "a" + round)));

      assertThat(up.get(BOUND_SECONDS, SECONDS)).isEqualTo(200);
      assertThat(down.get(BOUND_SECONDS, SECONDS)).isEqualTo(200);
    }
  }

  private Callable<Integer> grantOf(String user, String role) {
    return () -> acme.grant(user, "crm", role).getResponse().getStatus();
  }

  private Callable<Integer> importOf(String first, String second) {
    String item = "{\"userId\":\"%s\",\"applicationId\":\"crm\",\"role\":\"r0\"}";
    String json = "{\"grants\":[" + item.formatted(first) + "," + item.formatted(second) + "]}";
    return () -> tenants.send(HttpMethod.PUT, acme.path("/grants"), json).getResponse().getStatus();
  }

  private static <T> Callable<T> together(CyclicBarrier start, Callable<T> action) {
    return () -> {
      start.await(BOUND_SECONDS, SECONDS);
      return action.call();
    };
  }

  private void somebodyWaitsForALock() {
    await("somebody waits for a lock")
        .atMost(Duration.ofSeconds(BOUND_SECONDS))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () ->
                jdbc.sql(
                            """
                            SELECT count(*) FROM pg_stat_activity
                            WHERE datname = current_database() AND wait_event_type = 'Lock'
                            """)
                        .query(Long.class)
                        .single()
                    > 0);
  }
}
