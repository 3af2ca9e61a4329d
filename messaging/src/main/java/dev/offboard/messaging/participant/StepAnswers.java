package dev.offboard.messaging.participant;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.messaging.wire.MessageCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What this participant has answered, by its natural key (offboarding, phase, epoch): a
/// re-announcement has a new message id but must not act twice (invariant I6).
class StepAnswers {
  private final JdbcClient jdbc;
  private final MessageCodec codec;

  StepAnswers(JdbcClient jdbc, MessageCodec codec) {
    this.jdbc = jdbc;
    this.codec = codec;
  }

  /// The evidence of those steps that are completed already.
  Map<OffboardingId, Evidence> completed(List<? extends PhaseAnnouncement> announcements) {
    Map<OffboardingId, Evidence> found = new HashMap<>();
    jdbc.sql(
            """
            SELECT a.offboarding_id, a.evidence
            FROM step_answer a
            JOIN unnest(:ids::uuid[], :phases::text[], :epochs::int[]) AS asked (id, phase, epoch)
              ON (a.offboarding_id, a.phase, a.epoch) = (asked.id, asked.phase, asked.epoch)
            WHERE a.state = 'COMPLETED'
            """)
        .param("ids", text(announcements, a -> a.offboardingId().toString()))
        .param("phases", text(announcements, a -> a.phase().wireName()))
        .param("epochs", text(announcements, a -> a.epoch().toString()))
        .query(
            row -> {
              found.put(
                  OffboardingId.parse(row.getString(1)), codec.readEvidence(row.getString(2)));
            });
    return found;
  }

  void save(List<Answer> answers) {
    if (answers.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            INSERT INTO step_answer (offboarding_id, phase, epoch, tenant_id, user_id, attempt, state, evidence)
            SELECT * FROM unnest(:ids::uuid[], :phases::text[], :epochs::int[], :tenants::text[], :users::text[],
                                 :attempts::int[], :states::text[], :evidence::text[])
            ON CONFLICT (offboarding_id, phase, epoch) DO UPDATE
              SET attempt = excluded.attempt, state = excluded.state, evidence = excluded.evidence,
                  answered_at = now()
            """)
        .param("ids", text(answers, a -> a.to().offboardingId().toString()))
        .param("phases", text(answers, a -> a.to().phase().wireName()))
        .param("epochs", text(answers, a -> a.to().epoch().toString()))
        .param("tenants", text(answers, a -> a.to().tenantId().value()))
        .param("users", text(answers, a -> a.to().userId().value()))
        .param("attempts", text(answers, a -> String.valueOf(a.to().attempt())))
        .param("states", text(answers, a -> a.state().name()))
        .param("evidence", text(answers, a -> codec.writeEvidence(a.evidence())))
        .update();
  }

  /// Ends a step that was under way; empty if there is none (it was never announced, or has ended).
  Optional<Ended> end(OffboardingId offboarding, Phase phase, Evidence evidence) {
    return jdbc.sql(
            """
            UPDATE step_answer SET state = 'COMPLETED', evidence = :evidence, answered_at = now()
            WHERE offboarding_id = :id::uuid AND phase = :phase AND state = 'PROGRESSING'
            RETURNING tenant_id, user_id, epoch, attempt
            """)
        .param("evidence", codec.writeEvidence(evidence))
        .param("id", offboarding.toString())
        .param("phase", phase.wireName())
        .query(
            (row, n) -> new Ended(row.getString(1), row.getString(2), row.getInt(3), row.getInt(4)))
        .optional();
  }

  private static <T> String[] text(List<T> rows, Function<T, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }

  enum State {
    COMPLETED,
    PROGRESSING
  }

  record Answer(PhaseAnnouncement to, State state, Evidence evidence) {}

  record Ended(String tenantId, String userId, int epoch, int attempt) {}
}
