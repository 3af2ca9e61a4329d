package dev.offboard.entitlement.offboarding;

import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.StepReport.StepFailed;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserRef;
import dev.offboard.entitlement.EntitlementSlice;
import dev.offboard.entitlement.Tenants;
import dev.offboard.entitlement.Tenants.Tenant;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.Story;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@EntitlementSlice
class PoisonSliceTest {
  @Autowired Tenants tenants;
  @Autowired ApplicationContext context;
  @Autowired Environment environment;
  @Autowired JdbcClient jdbc;
  private Tenant acme;
  private Deliveries deliveries;

  @BeforeEach
  void aTenant() {
    acme = tenants.fresh().withApplication("crm", "viewer");
    deliveries = Deliveries.to(context, Topics.LIFECYCLE);
  }

  @Test
  void a_poison_user_in_a_batch_delays_nobody() throws SQLException {
    for (String user : new String[] {"u1", "poison", "u2"}) {
      acme.withGrant(user, "crm", "viewer");
    }
    Story poison = offboardingOf(acme.id(), "poison");

    try (Broken rule =
        new Broken("snapshot", "tenant_id <> '%s' OR user_id <> 'poison'".formatted(acme.id()))) {
      assertThat(
              deliveries.deliver(
                  offboardingOf(acme.id(), "u1").deprovisioned(),
                  poison.deprovisioned(),
                  offboardingOf(acme.id(), "u2").deprovisioned()))
          .hasSize(3)
          .filteredOn(StepCompleted.class::isInstance)
          .extracting(report -> report.user())
          .containsExactly(acme.user("u1"), acme.user("u2"));
      assertThat(acme.grantsOf("poison")).hasSize(1);
      assertThat(deliveries.deliver(poison.attempt(2).deprovisioned()))
          .singleElement()
          .isInstanceOfSatisfying(
              StepFailed.class,
              report -> {
                assertThat(report.attempt()).isEqualTo(2);
                assertThat(report.code()).isEqualTo("participant-throws");
              });
    }

    assertThat(deliveries.deliver(poison.attempt(3).deprovisioned()))
        .singleElement()
        .isInstanceOf(StepCompleted.class);
    assertThat(acme.grantsOf("poison")).isEmpty();
    assertThat(deliveries.deadLetters()).isEmpty();
  }

  @Test
  void state_inbox_and_outbox_roll_back_together() throws SQLException {
    acme.withGrant("u1", "crm", "viewer");
    UserRef user = acme.user("u1");

    try (Broken rule = new Broken("outbox", "payload NOT LIKE '%%%s%%'".formatted(acme.id()))) {
      assertThatThrownBy(() -> deliveries.deliver(offboardingOf(acme.id(), "u1").deprovisioned()))
          .hasMessageContaining("outbox");

      assertThat(acme.grantsOf("u1")).containsExactly("crm/viewer@1");
      assertThat(acme.snapshotsOf("u1")).isZero();
      assertThat(standingOf(user)).isZero();
      assertThat(deliveries.newReports()).isEmpty();
      assertThat(acme.whyOf("u1", "crm", "viewer")).isEqualTo("granted");
    }

    assertThat(deliveries.redeliver())
        .as("the inbox has not kept the message either")
        .singleElement()
        .isInstanceOfSatisfying(
            StepCompleted.class,
            report -> assertThat(report.evidence().counts()).containsEntry("grants", 1L));
    assertThat(standingOf(user)).isEqualTo(1);
  }

  private int standingOf(UserRef user) {
    return jdbc.sql("SELECT standing FROM fence WHERE tenant_id = ? AND user_id = ?")
        .params(user.tenantId().value(), user.userId().value())
        .query(Integer.class)
        .single();
  }

  /// A table that takes no row against a rule, until closed.
  private final class Broken implements AutoCloseable {
    private final String table;

    Broken(String table, String rule) throws SQLException {
      this.table = table;
      run("ALTER TABLE %s ADD CONSTRAINT broken CHECK (%s) NOT VALID".formatted(table, rule));
    }

    @Override
    public void close() throws SQLException {
      run("ALTER TABLE %s DROP CONSTRAINT broken".formatted(table));
    }

    private void run(String sql) throws SQLException {
      try (Connection owner =
              DriverManager.getConnection(
                  environment.getRequiredProperty("spring.datasource.url"),
                  environment.getRequiredProperty("spring.flyway.user"),
                  environment.getRequiredProperty("spring.flyway.password"));
          Statement statement = owner.createStatement()) {
        statement.execute(sql);
      }
    }
  }
}
