package dev.offboard.local.check;

import java.util.List;

/// I15. identity-service takes the protection for a reason not to touch an account, and two
/// approvals for a reason to do so all the same; an account that is not active keeps the word it
/// was taken with.
final class ProtectedNeedsTwo implements Invariant {
  @Override
  public String id() {
    return "I15";
  }

  @Override
  public String claim() {
    return "a protected account is not touched without two approvers";
  }

  @Override
  public List<Violation> violations(Look look) {
    return look.query(
        """
        SELECT o.id::text, format('%s/%s is protected and %s with %s approvers (expected: at least 2, none of them %s)',
          a.tenant_id, a.user_id, a.status, approvers.others, o.initiator_id)
        FROM identity.account a
        JOIN orchestrator.offboarding o ON (o.tenant_id, o.user_id, o.epoch) = (a.tenant_id, a.user_id, a.epoch)
        CROSS JOIN LATERAL (
          SELECT count(DISTINCT given #>> '{approver,id}') AS others
          FROM jsonb_array_elements(o.approvals -> 'given') AS given
          WHERE given #>> '{approver,id}' <> o.initiator_id
        ) AS approvers
        WHERE a.protected AND a.status <> 'ACTIVE' AND o.revoked_at IS NOT NULL AND o.roles = '{}' AND approvers.others < 2
        """);
  }
}
