package dev.offboard.entitlement.task;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Priority;
import dev.offboard.entitlement.application.ApplicationId;
import dev.offboard.entitlement.application.RoleName;
import dev.offboard.messaging.participant.Report;
import dev.offboard.messaging.wire.MessageCodec;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Makes the tasks of announcements, any number of users in a handful of statements. Joins the
/// caller's transaction, which holds the users' fences.
@Component
public class Tasks {
  private final JdbcClient jdbc;
  private final MessageCodec codec;
  private final StepStatuses statuses;
  private final Bell bell;
  private final TaskWords words;

  Tasks(JdbcClient jdbc, MessageCodec codec, StepStatuses statuses, Bell bell, TaskWords words) {
    this.jdbc = jdbc;
    this.codec = codec;
    this.statuses = statuses;
    this.bell = bell;
    this.words = words;
  }

  /// Makes the tasks that are not there yet and opens those again that were done: what turned up in
  /// an application since is to be taken away too. Older tasks of the users are over, and what was
  /// written about them goes with an erasure. Steps in which no application takes part are absent.
  @Transactional(propagation = Propagation.MANDATORY)
  public Map<OffboardingId, Begun> begin(Phase phase, List<Wanted> steps) {
    supersede(phase, steps);
    if (phase == Phase.ERASE) {
      words.forgetAbout(steps.stream().map(Wanted::user).toList());
    }
    List<Row> rows =
        steps.stream()
            .flatMap(
                step ->
                    Stream.concat(
                        ofEverybody(step),
                        step.applications().stream().map(id -> new Row(step, id))))
            .toList();
    int toDo = insert(phase, rows);
    hurry(phase, steps.stream().filter(step -> step.priority() == Priority.URGENT).toList());
    if (toDo > 0) {
      open(steps.stream().map(step -> key(phase, step)).toList());
      bell.ringAfterCommit();
    }
    Map<OffboardingId, Begun> begun = new HashMap<>();
    statuses
        .of(steps.stream().map(step -> key(phase, step)).toList())
        .forEach((id, status) -> begun.put(id, Begun.of(status)));
    return begun;
  }

  /// A step in which applications take part.
  ///
  /// @param underWay what to report; absent if all of it is done
  public record Begun(List<String> applications, @Nullable Report underWay) {
    private static Begun of(StepStatus status) {
      return new Begun(
          status.parts().stream().map(StepStatus.Part::application).toList(),
          status.isDone() ? null : status.report());
    }
  }

  /// A role change concerns only applications of which a role goes.
  private static Stream<Row> ofEverybody(Wanted step) {
    return step.roles().isEmpty() ? Stream.of(new Row(step, null)) : Stream.of();
  }

  /// As the fence has it: a task below (epoch, standing) of what is announced is over. A relapse is
  /// known now: it is why this was announced again.
  private void supersede(Phase phase, List<Wanted> steps) {
    jdbc.sql(
            """
            UPDATE task t SET state = CASE WHEN is_left AND is_older THEN 'superseded' ELSE t.state END, relapsed_at = NULL
            FROM unnest(:tenants::text[], :users::text[], :epochs::int[]) AS u (tenant_id, user_id, epoch)
            JOIN task mine USING (tenant_id, user_id)
            CROSS JOIN LATERAL (
              SELECT mine.state IN ('waiting', 'open', 'checking') AS is_left,
                     (mine.epoch, array_position(:order::text[], mine.phase))
                       < (u.epoch, array_position(:order::text[], :phase)) AS is_older) AS it_is
            WHERE t.id = mine.id AND (is_left AND is_older OR mine.relapsed_at IS NOT NULL)
            """)
        .param("tenants", column(steps, s -> s.user().tenantId().value()))
        .param("users", column(steps, s -> s.user().userId().value()))
        .param("epochs", column(steps, s -> s.epoch().toString()))
        .param("order", new String[] {"reinstate", "withdraw", "restore", "revoke", "erase"})
        .param("phase", phase.wireName())
        .update();
  }

  /// Returns how many tasks there are to do now.
  private int insert(Phase phase, List<Row> rows) {
    return jdbc.sql(
            """
            WITH wanted AS (
              SELECT w.offboarding_id, w.epoch, w.tenant_id, w.user_id, w.evidence, c.application_id, c.order_class,
                     c.deadline_s, bool_or(w.application_id IS NOT NULL) AS held, max(w.roles) AS roles
              FROM unnest(:offboardings::uuid[], :epochs::int[], :tenants::text[], :users::text[],
                          :applications::text[], :evidence::text[], :roles::text[])
                AS w (offboarding_id, epoch, tenant_id, user_id, application_id, evidence, roles)
              JOIN connection c ON c.tenant_id = w.tenant_id
                AND (c.application_id = w.application_id OR w.application_id IS NULL AND c.covers = 'everybody')
              GROUP BY w.offboarding_id, w.epoch, w.tenant_id, w.user_id, w.evidence, c.tenant_id, c.application_id
            ), step AS (
              INSERT INTO task_step AS s (offboarding_id, phase, epoch, tenant_id, user_id, evidence)
              SELECT DISTINCT offboarding_id, :phase, epoch, tenant_id, user_id, evidence::jsonb FROM wanted
              ON CONFLICT (offboarding_id, phase, epoch) DO UPDATE SET evidence =
                (SELECT coalesce(jsonb_object_agg(key, sum), '{}') FROM
                  (SELECT key, sum(value::bigint) FROM
                    (SELECT * FROM jsonb_each_text(s.evidence)
                     UNION ALL SELECT * FROM jsonb_each_text(excluded.evidence)) AS both_of_them
                   GROUP BY key) AS sums)
            )
            INSERT INTO task (offboarding_id, phase, epoch, application_id, tenant_id, user_id, rank, state, deadline_at, roles)
            SELECT offboarding_id, :phase, epoch, application_id, tenant_id, user_id,
                   array_position(ARRAY['first', 'any', 'last'], order_class), 'waiting',
                   now() + make_interval(secs => deadline_s), string_to_array(roles, ',')
            FROM wanted
            ON CONFLICT (offboarding_id, phase, epoch, application_id) DO UPDATE
              SET state = 'waiting', failures = 0, trouble = NULL, lease_id = NULL, deadline_at = excluded.deadline_at
              WHERE task.state IN ('done', 'checking')
                AND EXISTS (SELECT FROM wanted w
                            WHERE (w.offboarding_id, w.epoch, w.application_id)
                                    = (task.offboarding_id, task.epoch, task.application_id) AND w.held)
            """)
        .param("phase", phase.wireName())
        .param("offboardings", column(rows, r -> r.step().offboardingId().toString()))
        .param("epochs", column(rows, r -> r.step().epoch().toString()))
        .param("tenants", column(rows, r -> r.step().user().tenantId().value()))
        .param("users", column(rows, r -> r.step().user().userId().value()))
        .param(
            "applications",
            column(rows, r -> r.applicationId() == null ? null : r.applicationId().value()))
        .param("evidence", column(rows, r -> codec.writeEvidence(r.step().here())))
        .param("roles", column(rows, Row::roles))
        .update();
  }

  /// Also those that lie there from before it was an emergency.
  private void hurry(Phase phase, List<Wanted> urgent) {
    if (urgent.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            UPDATE task t SET urgent = true
            FROM unnest(:offboardings::uuid[], :epochs::int[]) AS s (offboarding_id, epoch)
            WHERE (t.offboarding_id, t.phase, t.epoch) = (s.offboarding_id, :phase, s.epoch) AND NOT t.urgent
            """)
        .param("phase", phase.wireName())
        .param("offboardings", column(urgent, s -> s.offboardingId().toString()))
        .param("epochs", column(urgent, s -> s.epoch().toString()))
        .update();
  }

  /// Lets the first order class that isn't done have its turn. Returns how many tasks were opened.
  int open(List<StepKey> steps) {
    return jdbc.sql(
            """
            UPDATE task t SET state = 'open', due_at = now()
            FROM unnest(:offboardings::uuid[], :phases::text[], :epochs::int[]) AS s (offboarding_id, phase, epoch)
            WHERE (t.offboarding_id, t.phase, t.epoch) = (s.offboarding_id, s.phase, s.epoch) AND t.state = 'waiting'
              AND t.rank = (SELECT min(rank) FROM task left_over
                            WHERE (left_over.offboarding_id, left_over.phase, left_over.epoch)
                                    = (s.offboarding_id, s.phase, s.epoch)
                              AND left_over.state IN ('waiting', 'open'))
            """)
        .param("offboardings", column(steps, s -> s.offboardingId().toString()))
        .param("phases", column(steps, s -> s.phase().wireName()))
        .param("epochs", column(steps, s -> s.epoch().toString()))
        .update();
  }

  private static StepKey key(Phase phase, Wanted step) {
    return new StepKey(step.offboardingId(), phase, step.epoch());
  }

  private static <T> String[] column(Collection<T> rows, Function<T, @Nullable String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }

  /// Without an application: those that are told of everybody.
  private record Row(Wanted step, @Nullable ApplicationId applicationId) {
    /// No id has a comma.
    String roles() {
      return applicationId == null
          ? ""
          : step.roles().getOrDefault(applicationId, List.of()).stream()
              .map(RoleName::value)
              .collect(Collectors.joining(","));
    }
  }
}
