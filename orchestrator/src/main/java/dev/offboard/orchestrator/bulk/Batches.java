package dev.offboard.orchestrator.bulk;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.bulk.Batch.Decision;
import dev.offboard.orchestrator.bulk.Batch.Member;
import dev.offboard.orchestrator.bulk.Batch.Outcome;
import dev.offboard.orchestrator.bulk.Batch.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// All batches. A member and its plan, once in a list, stay in it as they are.
@Component
public class Batches {
  private static final int MOST_LISTED = 200;

  private final JdbcClient jdbc;
  private final BlastRadiusProperties properties;

  Batches(JdbcClient jdbc, BlastRadiusProperties properties) {
    this.jdbc = jdbc;
    this.properties = properties;
  }

  /// Puts those that wait into the source's batch that still collects, or into another one. The
  /// caller counts for the source ([BlastRadius#open]), so nobody else does this now.
  ///
  /// @param waiting with the hashes of their plans
  @Transactional(propagation = Propagation.MANDATORY)
  public void add(Source source, Map<OffboardingId, String> waiting) {
    UUID batch = collecting(source).orElseGet(() -> begin(source));
    jdbc.sql(
            """
            INSERT INTO approval_batch_member (batch_id, offboarding_id, plan_hash)
            SELECT :batch, id, hash FROM unnest(:ids::uuid[], :hashes::text[]) AS u (id, hash)
            """)
        .param("batch", batch)
        .param("ids", waiting.keySet().stream().map(OffboardingId::toString).toArray(String[]::new))
        .param("hashes", waiting.values().toArray(String[]::new))
        .update();
  }

  private Optional<UUID> collecting(Source source) {
    return jdbc.sql(
            """
            SELECT id FROM approval_batch WHERE tenant_id = ? AND requester_id = ? AND verdict IS NULL
              AND collects_until > clock_timestamp() ORDER BY id DESC LIMIT 1 FOR UPDATE
            """)
        .params(source.tenant().value(), source.requester())
        .query(UUID.class)
        .optional();
  }

  private UUID begin(Source source) {
    return jdbc.sql(
            """
            INSERT INTO approval_batch (tenant_id, requester_id, collects_until)
            VALUES (?, ?, clock_timestamp() + make_interval(secs => ?)) RETURNING id
            """)
        .params(source.tenant().value(), source.requester(), properties.collectFor().toSeconds())
        .query(UUID.class)
        .single();
  }

  /// With its members.
  public Optional<Batch> find(BatchId id) {
    return jdbc.sql("SELECT * FROM approval_batch WHERE id = ?")
        .param(id.value())
        .query((row, number) -> read(row, members(id)))
        .optional();
  }

  /// The same, while nobody else adds to it or decides.
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Batch> lock(BatchId id) {
    jdbc.sql("SELECT id FROM approval_batch WHERE id = ? FOR UPDATE")
        .param(id.value())
        .query(UUID.class)
        .optional();
    return find(id);
  }

  /// Those nobody has decided about, the latest first; of a tenant, or of all.
  public List<Batch> waiting(@Nullable TenantId tenant) {
    return jdbc.sql(
            """
            SELECT * FROM approval_batch AS b WHERE verdict IS NULL AND (:tenant::text IS NULL OR tenant_id = :tenant)
              AND EXISTS (SELECT FROM approval_batch_member AS m JOIN offboarding AS o ON o.id = m.offboarding_id
                WHERE m.batch_id = b.id AND o.state = 'AWAITING_APPROVAL')
            ORDER BY id DESC LIMIT :most
            """)
        .param("tenant", tenant == null ? null : tenant.value())
        .param("most", MOST_LISTED)
        .query((row, number) -> read(row, members(id(row))))
        .list();
  }

  /// The one that an offboarding waits in.
  public Optional<BatchId> of(OffboardingId offboarding) {
    return jdbc.sql("SELECT batch_id FROM approval_batch_member WHERE offboarding_id = ?")
        .param(offboarding.value())
        .query((row, number) -> new BatchId(row.getObject("batch_id", UUID.class)))
        .optional();
  }

  public void decide(BatchId id, Decision decision) {
    UserRef person = decision.person();
    jdbc.sql(
            """
            UPDATE approval_batch SET verdict = :verdict, decided_by_id = :by, decided_by_role = :role,
              decided_by_person = :person, reason = :reason, decided_at = clock_timestamp()
            WHERE id = :id
            """)
        .param("id", id.value())
        .param("verdict", decision.verdict().name())
        .param("by", decision.by().id())
        .param("role", decision.by().role())
        .param("person", person == null ? null : person.key())
        .param("reason", decision.reason())
        .update();
  }

  /// Some that are decided about, and with whose members something is to be done.
  ///
  /// @param but which to pass over
  public List<BatchId> undone(Collection<BatchId> but) {
    return jdbc.sql(
            """
            SELECT b.id FROM approval_batch AS b WHERE b.verdict IS NOT NULL AND b.id <> ALL(:but::uuid[])
              AND EXISTS (SELECT FROM approval_batch_member AS m WHERE m.batch_id = b.id AND m.outcome IS NULL)
            ORDER BY b.decided_at LIMIT 10
            """)
        .param("but", but.stream().map(BatchId::toString).toArray(String[]::new))
        .query((row, number) -> id(row))
        .list();
  }

  /// Those of them that nobody else was faster with.
  @Transactional(propagation = Propagation.MANDATORY)
  public List<OffboardingId> claim(BatchId id, List<OffboardingId> members) {
    return jdbc.sql(
            """
            SELECT offboarding_id FROM approval_batch_member
            WHERE batch_id = :batch AND offboarding_id = ANY(:ids::uuid[]) AND outcome IS NULL
            ORDER BY offboarding_id FOR UPDATE SKIP LOCKED
            """)
        .param("batch", id.value())
        .param("ids", members.stream().map(OffboardingId::toString).toArray(String[]::new))
        .query((row, number) -> new OffboardingId(row.getObject("offboarding_id", UUID.class)))
        .list();
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public void save(BatchId id, Map<OffboardingId, Outcome> outcomes) {
    jdbc.sql(
            """
            UPDATE approval_batch_member AS m SET outcome = u.outcome
            FROM unnest(:ids::uuid[], :outcomes::text[]) AS u (id, outcome)
            WHERE m.batch_id = :batch AND m.offboarding_id = u.id
            """)
        .param("batch", id.value())
        .param(
            "ids", outcomes.keySet().stream().map(OffboardingId::toString).toArray(String[]::new))
        .param("outcomes", outcomes.values().stream().map(Outcome::name).toArray(String[]::new))
        .update();
  }

  private List<Member> members(BatchId id) {
    return jdbc.sql(
            "SELECT * FROM approval_batch_member WHERE batch_id = ? ORDER BY offboarding_id")
        .param(id.value())
        .query(
            (row, number) -> {
              String outcome = row.getString("outcome");
              return new Member(
                  new OffboardingId(row.getObject("offboarding_id", UUID.class)),
                  row.getString("plan_hash"),
                  outcome == null ? null : Outcome.valueOf(outcome));
            })
        .list();
  }

  private static BatchId id(ResultSet row) throws SQLException {
    return new BatchId(row.getObject("id", UUID.class));
  }

  private static Batch read(ResultSet row, List<Member> members) throws SQLException {
    return new Batch(
        id(row),
        new Source(new TenantId(row.getString("tenant_id")), row.getString("requester_id")),
        instant(row, "created_at"),
        instant(row, "collects_until"),
        decision(row),
        members);
  }

  private static @Nullable Decision decision(ResultSet row) throws SQLException {
    String verdict = row.getString("verdict");
    if (verdict == null) {
      return null;
    }
    String person = row.getString("decided_by_person");
    return new Decision(
        Verdict.valueOf(verdict),
        new Initiator(row.getString("decided_by_id"), row.getString("decided_by_role")),
        person == null ? null : person(person),
        row.getString("reason"),
        instant(row, "decided_at"));
  }

  private static UserRef person(String key) {
    int slash = key.indexOf('/');
    return UserRef.of(key.substring(0, slash), key.substring(slash + 1));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
