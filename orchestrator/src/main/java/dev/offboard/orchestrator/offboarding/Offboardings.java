package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.outbox.Outbox;
import dev.offboard.messaging.trace.TraceParent;
import dev.offboard.messaging.wire.MessageCodec;
import dev.offboard.orchestrator.note.Notes;
import dev.offboard.orchestrator.notification.Notifications;
import dev.offboard.orchestrator.person.Departures;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// All offboardings. Everything about a decision is written in the caller's transaction by one
/// statement per table: state, steps, history, outbox. Rows are locked in the order of their ids,
/// so that two transactions never wait for each other in a circle.
@Component
public class Offboardings {
  /// Whose timer this version has to fire; others are parked or have ended.
  private static final String DUE =
      """
      wake_at <= clock_timestamp()
        AND state IN ('AWAITING_APPROVAL', 'REVOKING', 'VERIFYING', 'REVOKED', 'ERASING', 'SEALING', 'REINSTATING', 'COMPLETED')
        AND \
      """
          + OffboardingRows.OURS;

  private final JdbcClient jdbc;
  private final OffboardingRows rows;
  private final StepRows steps;
  private final StateChangeRows changes;
  private final History history;
  private final Outbox outbox;
  private final OffboardingMetrics metrics;
  private final Notes notes;
  private final Departures departures;
  private final OutgoingMessages outgoing;
  private final Notifications notifications;

  Offboardings(
      JdbcClient jdbc,
      MessageCodec codec,
      History history,
      Outbox outbox,
      OffboardingMetrics metrics,
      Notes notes,
      Departures departures,
      OutgoingMessages outgoing,
      Notifications notifications) {
    this.jdbc = jdbc;
    this.rows = new OffboardingRows(jdbc);
    this.steps = new StepRows(jdbc, codec);
    this.changes = new StateChangeRows(jdbc);
    this.history = history;
    this.outbox = outbox;
    this.metrics = metrics;
    this.notes = notes;
    this.departures = departures;
    this.outgoing = outgoing;
    this.notifications = notifications;
  }

  /// Waits for whoever holds one of them. Ids that don't exist are not in the answer.
  @Transactional(propagation = Propagation.MANDATORY)
  public Decisions lock(Collection<OffboardingId> ids) {
    return decisions(
        jdbc.sql(
                """
                SELECT * FROM offboarding WHERE id = ANY(:ids::uuid[]) ORDER BY id FOR UPDATE
                """)
            .param("ids", Columns.of(List.copyOf(ids), id -> id)));
  }

  /// Emergencies whose timer is due, and at most `limit` others, the longest due first; passes over
  /// those that somebody else holds.
  @Transactional(propagation = Propagation.MANDATORY)
  public Decisions lockDue(int limit) {
    return decisions(
        jdbc.sql(
                """
                WITH first AS (
                  SELECT * FROM offboarding WHERE %1$s AND urgent
                  ORDER BY wake_at LIMIT :limit FOR UPDATE SKIP LOCKED
                ), others AS (
                  SELECT * FROM offboarding WHERE %1$s AND NOT urgent
                  ORDER BY wake_at LIMIT :limit FOR UPDATE SKIP LOCKED
                )
                SELECT * FROM first UNION ALL SELECT * FROM others
                """
                    .formatted(DUE))
            .param("limit", limit));
  }

  /// As [#lockDue], but only looks.
  public List<OffboardingId> findDue(int limit) {
    return jdbc.sql(
            "SELECT id FROM offboarding WHERE %s ORDER BY urgent DESC, wake_at LIMIT :limit"
                .formatted(DUE))
        .param("limit", limit)
        .query((row, number) -> OffboardingRows.id(row))
        .list();
  }

  /// Its timer fires later; nothing else changes.
  public void putOff(OffboardingId id, Duration by) {
    jdbc.sql(
            """
            UPDATE offboarding SET wake_at = clock_timestamp() + make_interval(secs => ?)
            WHERE id = ?::uuid
            """)
        .params(by.toSeconds(), id.toString())
        .update();
  }

  /// Nothing is locked; for requests that are about to begin, under ids made in their order.
  Beginning beginning(int size) {
    List<OffboardingId> ids =
        jdbc.sql("SELECT uuidv7() AS id FROM generate_series(1, ?)")
            .param(size)
            .query((row, number) -> OffboardingRows.id(row))
            .list();
    return new Beginning(ids, new Decisions(List.of(), now()));
  }

  /// Where new offboardings start from.
  record Beginning(List<OffboardingId> ids, Decisions decisions) {}

  private Decisions decisions(JdbcClient.StatementSpec query) {
    Map<OffboardingId, TraceParent> traces = new HashMap<>();
    List<Offboarding> locked = withSteps(query, traces);
    Decisions decisions = new Decisions(locked, now());
    traces.forEach(decisions::inTrace);
    return decisions;
  }

  /// After the rows are locked, so that the times of one offboarding never run backwards.
  private Instant now() {
    return jdbc.sql("SELECT clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
  }

  private List<Offboarding> withSteps(JdbcClient.StatementSpec query) {
    return withSteps(query, new HashMap<>());
  }

  /// @param traces where those of the offboardings are put
  private List<Offboarding> withSteps(
      JdbcClient.StatementSpec query, Map<OffboardingId, TraceParent> traces) {
    List<Offboarding> bare =
        query
            .query(
                (row, number) -> {
                  OffboardingId id = OffboardingRows.id(row);
                  TraceParent.parse(row.getString("traceparent"))
                      .ifPresent(trace -> traces.put(id, trace));
                  return OffboardingRows.read(row);
                })
            .list();
    if (bare.isEmpty()) {
      return bare;
    }
    Map<OffboardingId, List<Step>> found = steps.of(bare.stream().map(Offboarding::id).toList());
    return bare.stream()
        .map(offboarding -> offboarding.withSteps(found.getOrDefault(offboarding.id(), List.of())))
        .toList();
  }

  public Optional<Offboarding> find(OffboardingId id) {
    return withSteps(jdbc.sql("SELECT * FROM offboarding WHERE id = ?::uuid").param(id.toString()))
        .stream()
        .findFirst();
  }

  /// The one that stands in the way of another one.
  Optional<OffboardingId> findLive(UserRef user) {
    return jdbc.sql(
            "SELECT id FROM offboarding WHERE tenant_id = ? AND user_id = ? AND "
                + OffboardingRows.LIVE)
        .params(user.tenantId().value(), user.userId().value())
        .query(UUID.class)
        .optional()
        .map(OffboardingId::new);
  }

  /// The latest of the whole user that has completed, whatever came after it.
  Optional<Offboarding> findLastCompleted(UserRef user) {
    return withSteps(
            jdbc.sql(
                    """
                    SELECT * FROM offboarding
                    WHERE tenant_id = ? AND user_id = ? AND state = 'COMPLETED' AND roles = '{}'
                    ORDER BY epoch DESC, id DESC LIMIT 1
                    """)
                .params(user.tenantId().value(), user.userId().value()))
        .stream()
        .findFirst();
  }

  /// In the order they happened.
  public List<StateChange> historyOf(Offboarding offboarding) {
    return history.of(offboarding.id().value()).stream()
        .map(entry -> entry.asChangeOf(offboarding))
        .toList();
  }

  /// As [OffboardingRows#insertIfNone].
  Set<OffboardingId> insertIfNone(List<Offboarding> rows) {
    return this.rows.insertIfNone(rows, Map.of());
  }

  /// The same of some that came in a trace.
  Set<OffboardingId> insertIfNone(List<Offboarding> rows, Map<OffboardingId, TraceParent> traces) {
    return this.rows.insertIfNone(rows, traces);
  }

  /// Everything that was decided, or, if this throws, nothing.
  @Transactional(propagation = Propagation.MANDATORY)
  public void save(Decisions decisions) {
    rows.update(decisions.changed());
    steps.save(decisions.changedSteps());
    List<StateChange> history = notes.encrypt(decisions.stateChanges(), decisions.notes());
    notes.destroyKeysOf(decisions.erased());
    departures.end(decisions.leaving());
    departures.erase(decisions.erased());
    changes.save(history);
    if (!notifications.areOff()) {
      notifications.erase(decisions.erased());
      notifications.write(Notices.of(decisions));
    }
    outbox.append(outgoing.of(decisions, history));
    metrics.afterCommit(decisions);
  }
}
