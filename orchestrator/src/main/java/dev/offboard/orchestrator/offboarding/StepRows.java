package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.messaging.wire.MessageCodec;
import dev.offboard.orchestrator.saga.Step;
import dev.offboard.orchestrator.saga.StepError;
import dev.offboard.orchestrator.saga.StepState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The table `step`, one statement for any number of rows.
final class StepRows {
  /// A step and whose it is.
  record Row(OffboardingId offboardingId, Step step) {}

  /// Steps of a phase that only a newer version knows are left to it, as its offboarding is.
  private static final @Nullable String[] KNOWN_PHASES =
      Columns.of(List.of(Phase.values()), Phase::wireName);

  private final JdbcClient jdbc;
  private final MessageCodec codec;

  StepRows(JdbcClient jdbc, MessageCodec codec) {
    this.jdbc = jdbc;
    this.codec = codec;
  }

  void save(List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            INSERT INTO step (offboarding_id, phase, participant, attempt, misses, state, announced_at, due_at,
              completed_at, evidence, progress, error_kind, error_code, error_detail)
            SELECT * FROM unnest(:ids::uuid[], :phases::text[], :participants::text[], :attempts::int[],
              :misses::int[], :states::text[], :announced::timestamptz[], :due::timestamptz[],
              :completed::timestamptz[], :evidence::jsonb[], :progress::text[], :kinds::text[],
              :codes::text[], :details::text[])
            ON CONFLICT (offboarding_id, phase, participant) DO UPDATE
            SET attempt = excluded.attempt, misses = excluded.misses, state = excluded.state,
              announced_at = excluded.announced_at, due_at = excluded.due_at,
              completed_at = excluded.completed_at, evidence = excluded.evidence,
              progress = excluded.progress, error_kind = excluded.error_kind,
              error_code = excluded.error_code, error_detail = excluded.error_detail
            """)
        .param("ids", Columns.of(rows, Row::offboardingId))
        .param("phases", column(rows, step -> step.phase().wireName()))
        .param("participants", column(rows, Step::participant))
        .param("attempts", column(rows, Step::attempt))
        .param("misses", column(rows, Step::misses))
        .param("states", column(rows, step -> step.state().name()))
        .param("announced", column(rows, Step::announcedAt))
        .param("due", column(rows, Step::dueAt))
        .param("completed", column(rows, Step::completedAt))
        .param("evidence", column(rows, step -> codec.writeEvidence(step.evidence())))
        .param("progress", column(rows, Step::progress))
        .param("kinds", column(rows, step -> error(step, StepError::kind)))
        .param("codes", column(rows, step -> error(step, StepError::code)))
        .param("details", column(rows, step -> error(step, StepError::detail)))
        .update();
  }

  Map<OffboardingId, List<Step>> of(Collection<OffboardingId> ids) {
    Map<OffboardingId, List<Step>> steps = new HashMap<>();
    jdbc.sql(
            """
            SELECT * FROM step
            WHERE offboarding_id = ANY(:ids::uuid[]) AND phase = ANY(:phases::text[])
            """)
        .param("ids", Columns.of(List.copyOf(ids), id -> id))
        .param("phases", KNOWN_PHASES)
        .query(
            row -> {
              steps
                  .computeIfAbsent(
                      new OffboardingId(row.getObject("offboarding_id", UUID.class)),
                      id -> new ArrayList<>())
                  .add(read(row));
            });
    return steps;
  }

  private Step read(ResultSet row) throws SQLException {
    return new Step(
        new ParticipantName(row.getString("participant")),
        Phase.of(row.getString("phase")),
        row.getInt("attempt"),
        row.getInt("misses"),
        StepState.ofCode(row.getString("state")),
        Columns.requiredInstant(row, "announced_at"),
        Columns.instant(row, "due_at"),
        Columns.instant(row, "completed_at"),
        codec.readEvidence(row.getString("evidence")),
        row.getString("progress"),
        error(row));
  }

  private static @Nullable StepError error(ResultSet row) throws SQLException {
    String kind = row.getString("error_kind");
    return kind == null
        ? null
        : new StepError(
            StepError.Kind.REFUSED.name().equals(kind)
                ? StepError.Kind.REFUSED
                : StepError.Kind.FAILED,
            row.getString("error_code"),
            row.getString("error_detail"));
  }

  private static @Nullable String[] column(List<Row> rows, Function<Step, @Nullable Object> value) {
    return Columns.of(rows, row -> value.apply(row.step()));
  }

  private static @Nullable Object error(Step step, Function<StepError, Object> part) {
    StepError error = step.error();
    return error == null ? null : part.apply(error);
  }
}
