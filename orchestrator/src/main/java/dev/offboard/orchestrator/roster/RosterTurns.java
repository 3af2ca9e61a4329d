package dev.offboard.orchestrator.roster;

import static dev.offboard.orchestrator.roster.Rosters.column;
import static dev.offboard.orchestrator.roster.Rosters.row;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Whose turn it is, of all rosters that run. Any number of instances ask; each row goes to one.
@Component
class RosterTurns {
  private final JdbcClient jdbc;

  RosterTurns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Those with something to do that nobody is at.
  List<RosterId> running() {
    return jdbc.sql(
            """
            SELECT id FROM roster AS r WHERE state = 'RUNNING' AND EXISTS (SELECT FROM roster_row AS w
              WHERE w.roster_id = r.id AND w.finding = 'MATCHED' AND w.outcome IS NULL
                AND (w.claimed_until IS NULL OR w.claimed_until < clock_timestamp()))
            ORDER BY started_at LIMIT 10
            """)
        .query((row, number) -> new RosterId(row.getObject("id", UUID.class)))
        .list();
  }

  /// Rows that are the caller's to do for a while; after that somebody else takes them, which does
  /// no harm.
  @Transactional
  public List<Row> claim(RosterId id, int most, Duration patience) {
    return jdbc.sql(
            """
            UPDATE roster_row AS w SET claimed_until = clock_timestamp() + make_interval(secs => :patience)
            FROM (SELECT line FROM roster_row WHERE roster_id = :id AND finding = 'MATCHED' AND outcome IS NULL
                AND (claimed_until IS NULL OR claimed_until < clock_timestamp())
                AND EXISTS (SELECT FROM roster WHERE id = :id AND state = 'RUNNING')
              ORDER BY line LIMIT :most FOR UPDATE SKIP LOCKED) AS due
            WHERE w.roster_id = :id AND w.line = due.line RETURNING w.*
            """)
        .param("id", id.value())
        .param("most", most)
        .param("patience", patience.toSeconds())
        .query((found, number) -> row(found))
        .list();
  }

  void save(RosterId id, List<Row> done) {
    jdbc.sql(
            """
            UPDATE roster_row AS w SET outcome = u.outcome, code = u.code, offboarding_id = u.offboarding_id
            FROM unnest(:lines::int[], :outcomes::text[], :codes::text[], :offboardings::uuid[])
              AS u (line, outcome, code, offboarding_id)
            WHERE w.roster_id = :id AND w.line = u.line AND w.outcome IS NULL
            """)
        .param("id", id.value())
        .param("lines", column(done, Row::line))
        .param("outcomes", column(done, Row::outcome))
        .param("codes", column(done, Row::code))
        .param("offboardings", column(done, Row::offboardingId))
        .update();
  }
}
