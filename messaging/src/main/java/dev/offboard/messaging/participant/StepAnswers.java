package dev.offboard.messaging.participant;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.InventoryItem;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.trace.Trace;
import dev.offboard.messaging.trace.TraceParent;
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
import org.jspecify.annotations.Nullable;
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

  /// What was answered already, or at least found. An id that was answered for somebody else is not
  /// known.
  Remembered known(List<? extends PhaseAnnouncement> announcements) {
    Map<OffboardingId, Stored> found = new HashMap<>();
    jdbc.sql(
            """
            SELECT a.offboarding_id, a.state, a.evidence, a.inventory
            FROM step_answer a
            JOIN unnest(:ids::uuid[], :phases::text[], :epochs::int[], :tenants::text[], :users::text[])
                 AS asked (id, phase, epoch, tenant_id, user_id)
              ON (a.offboarding_id, a.phase, a.epoch) = (asked.id, asked.phase, asked.epoch)
             AND (a.tenant_id, a.user_id) = (asked.tenant_id, asked.user_id)
            """)
        .param("ids", text(announcements, a -> a.offboardingId().toString()))
        .param("phases", text(announcements, a -> a.phase().wireName()))
        .param("epochs", text(announcements, a -> a.epoch().toString()))
        .param("tenants", text(announcements, a -> a.tenantId().value()))
        .param("users", text(announcements, a -> a.userId().value()))
        .query(
            row -> {
              found.put(
                  OffboardingId.parse(row.getString(1)),
                  new Stored(
                      State.valueOf(row.getString(2)),
                      codec.readEvidence(row.getString(3)),
                      codec.readInventory(row.getString(4))));
            });
    return new Remembered(found);
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
            INSERT INTO step_answer (offboarding_id, phase, epoch, tenant_id, user_id, attempt, state, evidence, inventory,
                                     priority, traceparent)
            SELECT * FROM unnest(:ids::uuid[], :phases::text[], :epochs::int[], :tenants::text[], :users::text[],
                                 :attempts::int[], :states::text[], :evidence::text[], :inventories::text[],
                                 :priorities::text[], :traces::text[])
            ON CONFLICT (offboarding_id, phase, epoch) DO UPDATE
              SET attempt = excluded.attempt, state = excluded.state, evidence = excluded.evidence,
                  inventory = coalesce(step_answer.inventory, excluded.inventory), priority = excluded.priority,
                  traceparent = excluded.traceparent, answered_at = now()
            """)
        .param("ids", text(answers, a -> a.to().offboardingId().toString()))
        .param("phases", text(answers, a -> a.to().phase().wireName()))
        .param("epochs", text(answers, a -> a.to().epoch().toString()))
        .param("tenants", text(answers, a -> a.to().tenantId().value()))
        .param("users", text(answers, a -> a.to().userId().value()))
        .param("attempts", text(answers, a -> String.valueOf(a.to().attempt())))
        .param("states", text(answers, a -> a.state().name()))
        .param("evidence", text(answers, a -> codec.writeEvidence(a.evidence())))
        .param("inventories", text(answers, a -> codec.writeInventory(a.inventory())))
        .param("priorities", text(answers, a -> a.priority().name()))
        .param("traces", text(answers, StepAnswers::trace))
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
            RETURNING a.offboarding_id, a.tenant_id, a.user_id, a.epoch, a.attempt, a.evidence, a.priority, a.inventory, a.traceparent
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
            SELECT offboarding_id, tenant_id, user_id, epoch, attempt, evidence, priority, inventory, traceparent
            FROM step_answer
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
        Priority.ofCode(row.getString(7)),
        codec.readInventory(row.getString(8)),
        TraceParent.parse(row.getString(9)).orElse(null));
  }

  private static @Nullable String trace(Answer answer) {
    return Trace.currentOf(answer.to().offboardingId()).map(TraceParent::toString).orElse(null);
  }

  private static <T> @Nullable String[] text(List<T> rows, Function<T, @Nullable String> value) {
    @Nullable String[] column = new @Nullable String[rows.size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = value.apply(rows.get(i));
    }
    return column;
  }

  enum State {
    COMPLETED,
    PROGRESSING,
    /// Not answered; only what was found is kept.
    ATTEMPTED
  }

  /// @param inventory what was found at first; absent if the participant does not say
  record Stored(State state, Evidence evidence, @Nullable List<InventoryItem> inventory) {}

  /// @param priority of the announcement
  record Answer(
      PhaseAnnouncement to,
      Priority priority,
      State state,
      Evidence evidence,
      @Nullable List<InventoryItem> inventory) {}

  /// A step that is under way or has just ended, and the attempt that is answered.
  ///
  /// @param trace of the announcement, if it is known
  record Ended(
      OffboardingId offboardingId,
      UserRef user,
      Epoch epoch,
      int attempt,
      Evidence evidence,
      Priority priority,
      @Nullable List<InventoryItem> inventory,
      @Nullable TraceParent trace) {}
}
