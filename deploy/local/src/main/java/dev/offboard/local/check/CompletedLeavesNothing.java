package dev.offboard.local.check;

import java.util.List;

/// I7. Reads what the participants of a completed offboarding read: nothing of the user at or below
/// the epoch is left. A user who was hired again lives under a later one.
final class CompletedLeavesNothing implements Invariant {
  @Override
  public String id() {
    return "I7";
  }

  @Override
  public String claim() {
    return "COMPLETED leaves nothing at any participant";
  }

  @Override
  public List<Violation> violations(Look look) {
    return look.query(
        """
        WITH erased AS (
          SELECT o.id, o.tenant_id, o.user_id, o.epoch FROM orchestrator.offboarding o
          WHERE o.state = 'COMPLETED' AND o.definition = 'offboard-user'
            AND EXISTS (SELECT FROM orchestrator.step s WHERE s.offboarding_id = o.id AND s.phase = 'erase')
        )
        SELECT id::text, format('COMPLETED, but %s/%s still has %s', tenant_id, user_id, holds) FROM (
          SELECT c.*, format('a session record of epoch %s', a.epoch) AS holds
          FROM erased c JOIN session.session a USING (tenant_id, user_id) WHERE a.epoch <= c.epoch
          UNION ALL
          SELECT c.*, format('%s in %s', a.role, a.application_id)
          FROM erased c JOIN entitlement.role_grant a USING (tenant_id, user_id) WHERE a.epoch <= c.epoch
          UNION ALL
          SELECT c.*, 'a snapshot of its grants'
          FROM erased c JOIN entitlement.snapshot a USING (tenant_id, user_id) WHERE a.epoch <= c.epoch
          UNION ALL
          SELECT c.*, format('an account that is %s', a.status)
          FROM erased c JOIN identity.account a USING (tenant_id, user_id) WHERE a.epoch <= c.epoch AND a.status <> 'ERASED'
          UNION ALL
          SELECT c.*, 'a password'
          FROM erased c JOIN identity.account a USING (tenant_id, user_id) JOIN identity.password p USING (tenant_id, user_id)
          WHERE a.epoch <= c.epoch
          UNION ALL
          SELECT c.*, 'an API key'
          FROM erased c JOIN identity.api_key a USING (tenant_id, user_id) WHERE a.epoch <= c.epoch
        ) AS left_over
        ORDER BY id
        """);
  }
}
