package dev.offboard.audit.offboarding;

import dev.offboard.audit.log.AuditLog;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingConcluded;
import dev.offboard.contracts.OffboardingId;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Which offboardings are concluded but not sealed, because state changes are still on their way:
/// conclusion and history come through two consumers, in either order.
///
/// No seal is lost: both sides hold the head of the log when they look, the conclusion by
/// [AuditLog#holdStill], the history by appending. So the second of two that race sees what the
/// first has committed.
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Seals {
  private final JdbcClient jdbc;
  private final AuditLog log;

  Seals(JdbcClient jdbc, AuditLog log) {
    this.jdbc = jdbc;
    this.log = log;
  }

  /// Notes that these are to be sealed, and seals those whose history is complete already.
  List<Seal> conclude(List<OffboardingConcluded> events) {
    log.holdStill();
    jdbc.sql(
            """
            INSERT INTO seal_pending (offboarding_id, state_changes)
            SELECT * FROM unnest(:ids::uuid[], :changes::int[])
            ON CONFLICT (offboarding_id) DO UPDATE
              SET state_changes = greatest(seal_pending.state_changes, excluded.state_changes)
            """)
        .param("ids", text(events, e -> e.offboardingId().toString()))
        .param("changes", text(events, e -> String.valueOf(e.stateChanges())))
        .update();
    return close(events.stream().map(OffboardingConcluded::offboardingId).toList());
  }

  /// Where each of these stands that is to be sealed. Those that are complete are sealed by this
  /// and not told of again. To be called after the append in the same transaction.
  List<Seal> close(Collection<OffboardingId> offboardings) {
    return jdbc.sql(
            """
            WITH seal AS (
              SELECT p.offboarding_id, p.state_changes,
                (SELECT count(*) FROM generate_series(1, p.state_changes) AS n
                 JOIN entry e ON (e.offboarding_id, e.kind, e.natural_key) = (p.offboarding_id, 'state-change', n::text)
                ) AS present,
                (SELECT count(*) FROM entry e WHERE e.offboarding_id = p.offboarding_id) AS entries
              FROM seal_pending p
              WHERE p.offboarding_id = ANY (:ids::uuid[])
            ), closed AS (
              DELETE FROM seal_pending p USING seal
              WHERE p.offboarding_id = seal.offboarding_id AND seal.present = seal.state_changes
            )
            SELECT offboarding_id, present, state_changes, entries FROM seal
            """)
        .param("ids", text(List.copyOf(offboardings), OffboardingId::toString))
        .query(
            (row, n) ->
                new Seal(
                    OffboardingId.parse(row.getString(1)),
                    row.getInt(2),
                    row.getInt(3),
                    row.getLong(4)))
        .list();
  }

  private static <T> String[] text(List<T> rows, Function<T, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }

  /// Of the state changes 1 to `stateChanges`, `present` are in the log.
  record Seal(OffboardingId offboardingId, int present, int stateChanges, long entries) {
    boolean isComplete() {
      return present == stateChanges;
    }

    Evidence evidence() {
      return Evidence.of("entries", entries).and("stateChanges", stateChanges);
    }

    String progress() {
      return "%d of %d state changes".formatted(present, stateChanges);
    }
  }
}
