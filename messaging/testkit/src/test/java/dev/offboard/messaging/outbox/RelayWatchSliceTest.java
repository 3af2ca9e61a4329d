package dev.offboard.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.sample.BadgeApp;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Looks with the service's own role, which may do next to nothing.
@SpringBootTest(classes = BadgeApp.class)
@EmbeddedDatabase("sample")
@ExtendWith(OutputCaptureExtension.class)
class RelayWatchSliceTest {
  private static final String SLOT = "watched_slot";
  private static final String PUBLICATION = "watched_publication";

  @Autowired JdbcClient jdbc;
  @Autowired DataSource dataSource;
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  @Test
  void how_the_slot_is_can_be_seen_and_its_loss_is_told(CapturedOutput output) throws Exception {
    RelayWatch watch = new RelayWatch(jdbc, metrics, SLOT, PUBLICATION);
    assertThat(inState()).isEmpty();
    watch.look();
    assertThat(inState()).containsExactly("unpublished");

    JdbcClient superuser = superuser();
    superuser.sql("CREATE PUBLICATION " + PUBLICATION).update();
    watch.look();
    assertThat(inState()).containsExactly("missing");
    assertThat(lag()).isNaN();

    superuser
        .sql("SELECT pg_create_physical_replication_slot(?, true)")
        .param(SLOT)
        .query()
        .singleRow();
    jdbc.sql("CREATE TEMP TABLE some_writing AS SELECT generate_series(1, 1000)").update();
    watch.look();
    assertThat(inState()).containsExactly("idle");
    assertThat(lag()).isPositive();
    watch.look();
    assertThat(metrics.get("offboarding.relay.stalled").gauge().value()).isPositive();

    superuser.sql("SELECT pg_drop_replication_slot(?)").param(SLOT).query().singleRow();
    watch.look();
    assertThat(inState()).containsExactly("missing");
    assertThat(output)
        .contains("slot watched_slot is MISSING (was: IDLE, expected: IN_USE)")
        .contains("deploy/runbooks/lost-slot.md");
    superuser.sql("DROP PUBLICATION " + PUBLICATION).update();
  }

  @Test
  void the_age_of_the_outbox_is_that_of_the_first_row_that_the_relay_has_not_confirmed()
      throws Exception {
    JdbcClient superuser = superuser();
    superuser
        .sql("SELECT pg_create_physical_replication_slot(?, true)")
        .param("aged_slot")
        .query()
        .singleRow();
    RelayWatch watch = new RelayWatch(jdbc, metrics, "aged_slot", PUBLICATION);
    write("before anybody looked");
    watch.look();
    assertThat(outboxAge()).isNaN();
    confirmAll(superuser);
    watch.look();
    assertThat(outboxAge()).isZero();

    write("and waits");
    watch.look();
    double first = outboxAge();
    assertThat(first).isPositive();
    write("and the next one");
    watch.look();
    assertThat(outboxAge()).isGreaterThan(first);

    confirmAll(superuser);
    watch.look();
    assertThat(outboxAge()).isZero();
    superuser.sql("SELECT pg_drop_replication_slot('aged_slot')").query().singleRow();
  }

  private void write(String payload) {
    jdbc.sql(
            """
            INSERT INTO outbox (aggregatetype, aggregateid, type, source, payload)
            VALUES ('a', 'b', 'c', '/d', ?)
            """)
        .param(payload)
        .update();
  }

  /// Everything that was written until now; what is not on disk can't be confirmed.
  private static void confirmAll(JdbcClient superuser) {
    superuser.sql("SELECT pg_logical_emit_message(false, 'a', 'b', true)").query().singleRow();
    superuser
        .sql("SELECT pg_replication_slot_advance('aged_slot', pg_current_wal_lsn())")
        .query()
        .singleRow();
  }

  private double outboxAge() {
    return metrics.get("offboarding.outbox.age").gauge().value();
  }

  private List<String> inState() {
    return List.of(RelayWatch.State.values()).stream()
        .map(state -> state.name().toLowerCase(Locale.ROOT))
        .filter(
            state -> metrics.get("offboarding.relay.slot").tag("state", state).gauge().value() == 1)
        .toList();
  }

  private double lag() {
    return metrics.get("offboarding.relay.lag").gauge().value();
  }

  private JdbcClient superuser() throws Exception {
    try (var connection = dataSource.getConnection()) {
      String url = connection.getMetaData().getURL();
      return JdbcClient.create(new DriverManagerDataSource(url, "postgres", "postgres"));
    }
  }
}
