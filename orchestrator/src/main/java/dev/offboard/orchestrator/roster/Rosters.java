package dev.offboard.orchestrator.roster;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.roster.Roster.State;
import dev.offboard.orchestrator.saga.Party;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// All rosters. Only the tables know who is at which row: several instances share them.
@Component
class Rosters {
  private static final int MOST_LISTED = 50;

  private final JdbcClient jdbc;

  Rosters(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// What a roster begins with.
  record Made(
      @Nullable TenantId tenantId, Roster.Source source, ReasonCode reason, Party createdBy) {}

  @Transactional
  public RosterId insert(Made made, List<Row> rows) {
    UserRef person = made.createdBy().person();
    TenantId tenant = made.tenantId();
    UUID id =
        jdbc.sql(
                """
                INSERT INTO roster (tenant_id, source, reason, created_by_id, created_by_role, created_by_person)
                VALUES (:tenant, :source, :reason, :by, :role, :person) RETURNING id
                """)
            .param("tenant", tenant == null ? null : tenant.value(), Types.VARCHAR)
            .param("source", made.source().name())
            .param("reason", made.reason().value())
            .param("by", made.createdBy().initiator().id())
            .param("role", made.createdBy().initiator().role())
            .param("person", person == null ? null : person.key(), Types.VARCHAR)
            .query(UUID.class)
            .single();
    jdbc.sql(
            """
            INSERT INTO roster_row (roster_id, line, tenant_id, user_id, finding, reason, effective_at, code)
            SELECT :roster, * FROM unnest(:lines::int[], :tenants::text[], :users::text[], :findings::text[],
              :reasons::text[], :effective::timestamptz[], :codes::text[])
            """)
        .param("roster", id)
        .param("lines", column(rows, Row::line))
        .param("tenants", column(rows, Row::tenantId))
        .param("users", column(rows, Row::userId))
        .param("findings", column(rows, Row::finding))
        .param("reasons", column(rows, Row::reason))
        .param("effective", column(rows, Row::effectiveAt))
        .param("codes", column(rows, Row::code))
        .update();
    return new RosterId(id);
  }

  Optional<Roster> find(RosterId id) {
    return jdbc.sql("SELECT * FROM roster WHERE id = ?")
        .param(id.value())
        .query((row, number) -> read(row))
        .optional();
  }

  /// The latest first.
  List<Roster> latest() {
    return jdbc.sql("SELECT * FROM roster ORDER BY id DESC LIMIT ?")
        .param(MOST_LISTED)
        .query((row, number) -> read(row))
        .list();
  }

  /// @param findings only rows with one of them
  List<Row> rows(RosterId id, Collection<Finding> findings, int after, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM roster_row WHERE roster_id = :id AND line > :after AND finding = ANY(:findings::text[])
            ORDER BY line LIMIT :limit
            """)
        .param("id", id.value())
        .param("after", after)
        .param("findings", findings.stream().map(Enum::name).toArray(String[]::new))
        .param("limit", limit)
        .query((row, number) -> row(row))
        .list();
  }

  /// Whether it was in one of the states before.
  boolean move(RosterId id, Collection<State> from, State to, String by) {
    return jdbc.sql(
                """
                UPDATE roster SET state = :to, changed_by = :by, changed_at = clock_timestamp(),
                  started_at = CASE WHEN :to = 'RUNNING' THEN coalesce(started_at, clock_timestamp()) ELSE started_at END
                WHERE id = :id AND state = ANY(:from::text[])
                """)
            .param("id", id.value())
            .param("to", to.name())
            .param("by", by)
            .param("from", from.stream().map(Enum::name).toArray(String[]::new))
            .update()
        > 0;
  }

  static <T> @Nullable String[] column(List<T> rows, Function<T, @Nullable Object> value) {
    @Nullable String[] column = new @Nullable String[rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      Object cell = value.apply(rows.get(i));
      column[i] = cell == null ? null : cell.toString();
    }
    return column;
  }

  private Roster read(ResultSet row) throws SQLException {
    RosterId id = new RosterId(row.getObject("id", UUID.class));
    String tenant = row.getString("tenant_id");
    String person = row.getString("created_by_person");
    Map<Finding, Integer> findings = new EnumMap<>(Finding.class);
    Map<Row.Outcome, Integer> outcomes = new EnumMap<>(Row.Outcome.class);
    jdbc.sql(
            "SELECT finding, outcome, count(*) AS n FROM roster_row WHERE roster_id = ? GROUP BY"
                + " finding, outcome")
        .param(id.value())
        .query(
            counted -> {
              findings.merge(
                  Finding.valueOf(counted.getString("finding")), counted.getInt("n"), Integer::sum);
              String outcome = counted.getString("outcome");
              if (outcome != null) {
                outcomes.merge(Row.Outcome.valueOf(outcome), counted.getInt("n"), Integer::sum);
              }
            });
    return new Roster(
        id,
        tenant == null ? null : new TenantId(tenant),
        Roster.Source.valueOf(row.getString("source")),
        new ReasonCode(row.getString("reason")),
        new Party(
            new Initiator(row.getString("created_by_id"), row.getString("created_by_role")),
            person == null ? null : person(person)),
        State.valueOf(row.getString("state")),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "started_at"),
        findings,
        outcomes);
  }

  static Row row(ResultSet row) throws SQLException {
    String tenant = row.getString("tenant_id");
    String user = row.getString("user_id");
    String outcome = row.getString("outcome");
    UUID offboarding = row.getObject("offboarding_id", UUID.class);
    return new Row(
        row.getInt("line"),
        tenant == null ? null : new TenantId(tenant),
        user == null ? null : new UserId(user),
        Finding.valueOf(row.getString("finding")),
        new ReasonCode(row.getString("reason")),
        instant(row, "effective_at"),
        outcome == null ? null : Row.Outcome.valueOf(outcome),
        row.getString("code"),
        offboarding == null ? null : new OffboardingId(offboarding));
  }

  private static UserRef person(String key) {
    int slash = key.indexOf('/');
    return UserRef.of(key.substring(0, slash), key.substring(slash + 1));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
