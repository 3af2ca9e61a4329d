package dev.offboard.messaging.participant;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.wire.MessageCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /// Those offboardings of which a step of one of these phases was answered, in whatever epoch.
  Set<OffboardingId> answered(List<? extends PhaseAnnouncement> announcements, List<Phase> phases) {
    Set<OffboardingId> found = new HashSet<>();
    jdbc.sql(
            """
            SELECT DISTINCT offboarding_id FROM step_answer
            WHERE offboarding_id = ANY (:ids::uuid[]) AND phase = ANY (:phases::text[])
            """)
        .param("ids", text(announcements, a -> a.offboardingId().toString()))
        .param("phases", text(phases, Phase::wireName))
        .query(
            row -> {
              found.add(OffboardingId.parse(row.getString(1)));
            });
    return found;
  }

  void save(List<Answer> answers) {
    if (answers.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            INSERT INTO step_answer (offboarding_id, phase, epoch, tenant_id, user_id, attempt, state, evidence, priority)
            SELECT * FROM unnest(:ids::uuid[], :phases::text[], :epochs::int[], :tenants::text[], :users::text[],
                                 :attempts::int[], :states::text[], :evidence::text[], :priorities::text[])
            ON CONFLICT (offboarding_id, phase, epoch) DO UPDATE
              SET attempt = excluded.attempt, state = excluded.state, evidence = excluded.evidence,
                  priority = excluded.priority, answered_at = now()
            """)
        .param("ids", text(answers, a -> a.to().offboardingId().toString()))
        .param("phases", text(answers, a -> a.to().phase().wireName()))
        .param("epochs", text(answers, a -> a.to().epoch().toString()))
        .param("tenants", text(answers, a -> a.to().tenantId().value()))
        .param("users", text(answers, a -> a.to().userId().value()))
        .param("attempts", text(answers, a -> String.valueOf(a.to().attempt())))
        .param("states", text(answers, a -> a.state().name()))
        .param("evidence", text(answers, a -> codec.writeEvidence(a.evidence())))
        .param("priorities", text(answers, a -> a.priority().name()))
        .update();
  }

  /// Ends those steps that were under way; leaves out one that was never announced or has ended.
  List<Ended> end(Phase phase, Map<OffboardingId, Evidence> steps) {
    List<OffboardingId> ids = List.copyOf(steps.keySet());
    return jdbc.sql(
            """
            UPDATE step_answer a SET state = 'COMPLETED', evidence = done.evidence, answered_at = now()
            FROM unnest(:ids::uuid[], :evidence::text[]) AS done (id, evidence)
            WHERE a.offboarding_id = done.id AND a.phase = :phase AND a.state = 'PROGRESSING'
            RETURNING a.offboarding_id, a.tenant_id, a.user_id, a.epoch, a.attempt, a.evidence, a.priority
            """)
        .param("ids", text(ids, OffboardingId::toString))
        .param(
            "evidence", text(ids, id -> codec.writeEvidence(steps.getOrDefault(id, Evidence.NONE))))
        .param("phase", phase.wireName())
        .query((row, n) -> read(row))
        .list();
  }

  /// The step, locked, if it is under way.
  Optional<Ended> underWay(Phase phase, OffboardingId offboarding) {
    return jdbc.sql(
            """
            SELECT offboarding_id, tenant_id, user_id, epoch, attempt, evidence, priority FROM step_answer
            WHERE offboarding_id = ? AND phase = ? AND state = 'PROGRESSING'
            ORDER BY epoch DESC LIMIT 1 FOR UPDATE
            """)
        .params(offboarding.value(), phase.wireName())
        .query((row, n) -> read(row))
        .optional();
  }

  private Ended read(ResultSet row) throws SQLException {
    return new Ended(
        OffboardingId.parse(row.getString(1)),
        UserRef.of(row.getString(2), row.getString(3)),
        new Epoch(row.getInt(4)),
        row.getInt(5),
        codec.readEvidence(row.getString(6)),
        Priority.ofCode(row.getString(7)));
  }

  private static <T> String[] text(List<T> rows, Function<T, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }

  enum State {
    COMPLETED,
    PROGRESSING
  }

  /// @param priority of the announcement
  record Answer(PhaseAnnouncement to, Priority priority, State state, Evidence evidence) {}

  /// A step that is under way or has just ended, and the attempt that is answered.
  record Ended(
      OffboardingId offboardingId,
      UserRef user,
      Epoch epoch,
      int attempt,
      Evidence evidence,
      Priority priority) {}
}
