package dev.offboard.orchestrator.policy;

import dev.offboard.contracts.ReasonCode;
import dev.offboard.orchestrator.rule.Rules;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The table `policy_version`: only ever added to, and the same for all tenants.
@Component
class PolicyRows {
  private final JdbcClient jdbc;

  PolicyRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The latest of each reason that somebody has edited.
  ///
  /// @param known what was read before; a version that is among them is taken from there, because
  ///   it never changes and its rules need not be checked again
  List<PolicyVersion> latest(List<PolicyVersion> known) {
    Map<ReasonCode, PolicyVersion> before =
        known.stream()
            .filter(it -> it.at() != null)
            .collect(Collectors.toMap(it -> it.policy().reason(), Function.identity()));
    return jdbc.sql(
            "SELECT DISTINCT ON (reason) * FROM policy_version ORDER BY reason, version DESC")
        .query(
            (row, number) -> {
              PolicyVersion found = before.get(new ReasonCode(row.getString("reason")));
              return found != null && found.number() == row.getInt("version") ? found : read(row);
            })
        .list();
  }

  /// All of a reason, the latest first.
  List<PolicyVersion> versions(ReasonCode reason) {
    return jdbc.sql("SELECT * FROM policy_version WHERE reason = ? ORDER BY version DESC")
        .param(reason.value())
        .query((row, number) -> read(row))
        .list();
  }

  /// Whether it was kept; not if there is one of that number or a later one.
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean insert(PolicyVersion version) {
    Policy policy = version.policy();
    return jdbc.sql(
                """
                INSERT INTO policy_version (reason, version, scope, settings, rules, activated_by, note)
                SELECT :reason, :version, :scope, :settings::jsonb, :rules::jsonb, :by, :note
                WHERE NOT EXISTS (SELECT FROM policy_version WHERE reason = :reason AND version > :version)
                ON CONFLICT DO NOTHING
                """)
            .param("reason", policy.reason().value())
            .param("version", policy.version())
            .param("scope", policy.scope().name())
            .param("settings", PolicyJson.write(policy.settings()))
            .param("rules", RuleJson.write(policy.rules().list()))
            .param("by", version.by())
            .param("note", version.note())
            .update()
        > 0;
  }

  private static PolicyVersion read(ResultSet row) throws SQLException {
    PolicySnapshot settings = PolicyJson.read(row.getString("settings"));
    return new PolicyVersion(
        new Policy(
            new ReasonCode(row.getString("reason")),
            Scope.valueOf(row.getString("scope")),
            settings,
            Rules.of(RuleJson.read(row.getString("rules")))),
        row.getString("activated_by"),
        row.getObject("activated_at", OffsetDateTime.class).toInstant(),
        row.getString("note"));
  }
}
