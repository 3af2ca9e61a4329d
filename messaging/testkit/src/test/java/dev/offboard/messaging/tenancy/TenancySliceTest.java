package dev.offboard.messaging.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.sample.BadgeApp;
import dev.offboard.messaging.sample.Badges;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.messaging.testkit.TenantWalls;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(classes = BadgeApp.class)
@EmbeddedDatabase("sample")
class TenancySliceTest {
  private static final TenantId OURS = new TenantId("tenancy-ours");
  private static final AtomicInteger users = new AtomicInteger();

  private final UserRef ada = UserRef.of("tenancy-ours", "ada" + users.incrementAndGet());
  private final UserRef bob = UserRef.of("tenancy-theirs", "bob" + users.incrementAndGet());

  @Autowired Badges badges;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transactions;
  @Autowired Environment environment;

  @Test
  void no_table_shows_or_takes_a_row_of_another_tenant() throws SQLException {
    TenantWalls.mustStand(environment);
  }

  @Test
  void a_thread_that_says_nothing_sees_nothing_and_writes_nothing() throws Exception {
    badges.issue(ada, "front");
    try (ExecutorService unsaid = Executors.newSingleThreadExecutor()) {
      assertThat(unsaid.submit(() -> badges.count(ada)).get(10, TimeUnit.SECONDS)).isZero();
      assertThatThrownBy(
              () -> unsaid.submit(() -> badges.issue(ada, "back")).get(10, TimeUnit.SECONDS))
          .hasStackTraceContaining("row-level security");
    }
    assertThat(badges.count(ada)).isEqualTo(1);
  }

  @Test
  void whoever_is_bound_sees_and_writes_one_tenant_whatever_they_ask_for() {
    badges.issue(ada, "lab");
    badges.issue(bob, "lab");

    Tenancy.askFor(
        OURS,
        () -> {
          assertThat(badges.count(ada)).isPositive();
          assertThat(badges.count(bob)).isZero();
          assertThat(tenants()).isEqualTo(1);
          assertThatThrownBy(() -> badges.issue(bob, "attic"))
              .isInstanceOf(DataAccessException.class)
              .hasStackTraceContaining("row-level security");
          return true;
        });

    assertThat(badges.count(bob)).isEqualTo(1);
    assertThat(tenants()).isGreaterThan(1);
  }

  /// The pool has few connections, so each is used for one and for the other.
  @Test
  void a_connection_never_shows_what_it_showed_to_somebody_before() {
    badges.issue(ada, "roof");
    badges.issue(bob, "roof");
    for (int i = 0; i < 50; i++) {
      assertThat(Tenancy.<Long, RuntimeException>askFor(OURS, () -> badges.count(bob))).isZero();
      assertThat(badges.count(bob)).isPositive();
      // what is rolled back must not take the setting with it
      transactions.executeWithoutResult(
          tx -> {
            badges.count(bob);
            tx.setRollbackOnly();
          });
    }
  }

  private long tenants() {
    return jdbc.sql("SELECT count(DISTINCT tenant_id) FROM badge").query(Long.class).single();
  }
}
