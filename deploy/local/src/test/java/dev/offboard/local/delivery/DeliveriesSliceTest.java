package dev.offboard.local.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.local.check.Schemas;
import dev.offboard.local.postgres.DatabaseView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Rows against inboxes; the topics are looked at in `scenario.LostRelayIT`.
class DeliveriesSliceTest {
  private static Schemas schemas;
  private static DatabaseView database;

  @BeforeAll
  static void start() {
    schemas = Schemas.start();
    database = schemas.view();
  }

  @AfterAll
  static void stop() {
    database.close();
    schemas.close();
  }

  @Test
  void each_row_is_missed_by_exactly_those_whose_inbox_does_not_know_it() {
    Instant soon = Instant.now().plusSeconds(60);
    UUID offboarding = UUID.randomUUID();
    UUID said =
        said(
            "orchestrator",
            "offboarding.lifecycle",
            "{\"offboardingId\":\"%s\"}".formatted(offboarding));
    handled("identity", "identity", said);
    handled("entitlement", "entitlement", said);
    handled("audit", "audit", said);

    assertThat(Reader.ALL.stream().flatMap(it -> unread(it, soon).stream()))
        .filteredOn(it -> it.id().equals(said))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.reader().consumer()).isEqualTo("session");
              assertThat(it.schema()).isEqualTo("orchestrator");
              assertThat(it.offboarding()).contains(offboarding.toString());
            });
  }

  @Test
  void a_row_that_the_consumer_still_has_before_it_is_not_missed() {
    Instant before = Instant.now().minusSeconds(60);
    UUID said = said("session", "offboarding.reports", "{\"reports\":[]}");

    assertThat(Reader.ALL.stream().flatMap(it -> unread(it, before).stream()))
        .noneMatch(it -> it.id().equals(said));
  }

  @Test
  void the_first_offboarding_of_a_batch_is_named() {
    UUID offboarding = UUID.randomUUID();
    UUID said =
        said(
            "identity",
            "offboarding.reports",
            "{\"participant\":\"identity\",\"reports\":[{\"offboardingId\":\"%s\"}]}"
                .formatted(offboarding));

    assertThat(
            Reader.ALL.stream().flatMap(it -> unread(it, Instant.now().plusSeconds(60)).stream()))
        .filteredOn(it -> it.id().equals(said))
        .hasSize(2)
        .allMatch(it -> it.offboarding().orElse("").equals(offboarding.toString()));
  }

  private static List<Unread> unread(Reader reader, Instant horizon) {
    return Deliveries.unread(database, reader, horizon);
  }

  private static UUID said(String schema, String topic, String payload) {
    UUID id = UUID.randomUUID();
    schemas.run(
        "INSERT INTO %s.outbox (id, aggregatetype, aggregateid, type, source, payload) VALUES ('%s', '%s', 'acme/u', 't', '/x', '%s')"
            .formatted(schema, id, topic, payload));
    return id;
  }

  private static void handled(String schema, String consumer, UUID message) {
    schemas.run(
        "INSERT INTO %s.inbox (consumer, message_id) VALUES ('%s', '%s')"
            .formatted(schema, consumer, message));
  }
}
