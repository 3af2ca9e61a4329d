package dev.offboard.local.check;

import java.util.List;

/// I4. Looks at what grants access, not at what participants remember having done: so it finds also
/// what was planted behind the product's back. Begins where the participant has reported that it
/// has revoked; reinstated users hold what they hold under a later epoch. Who changes roles holds
/// none of those before that has ended.
final class NoAccessBelowTheEpoch implements Invariant {
  @Override
  public String id() {
    return "I4";
  }

  @Override
  public String claim() {
    return "no access at or below a revoked epoch";
  }

  @Override
  public List<Violation> violations(Look look) {
    return look.query(
        """
        WITH revoked AS (
          SELECT o.id, o.tenant_id, o.user_id, o.epoch, s.participant
          FROM orchestrator.offboarding o
          JOIN orchestrator.step s ON s.offboarding_id = o.id AND s.phase = 'revoke' AND s.state = 'COMPLETED'
          WHERE o.definition = 'offboard-user'
        )
        SELECT id::text, format('%s/%s %s (expected: nothing at or below epoch %s)', tenant_id, user_id, holds, epoch) FROM (
          SELECT r.*, 'has the live session ' || a.id AS holds
          FROM revoked r JOIN session.session a USING (tenant_id, user_id)
          WHERE r.participant = 'session' AND a.epoch <= r.epoch AND a.state = 'LIVE' AND a.expires_at > now()
          UNION ALL
          SELECT r.*, format('holds %s in %s of epoch %s', a.role, a.application_id, a.epoch)
          FROM revoked r JOIN entitlement.role_grant a USING (tenant_id, user_id)
          WHERE r.participant = 'entitlement' AND a.epoch <= r.epoch
          UNION ALL
          SELECT r.*, format('may sign in under epoch %s', a.epoch)
          FROM revoked r JOIN identity.account a USING (tenant_id, user_id)
          WHERE r.participant = 'identity' AND a.epoch <= r.epoch AND a.status = 'ACTIVE'
          UNION ALL
          SELECT r.*, 'has the live API key ' || a.key_id
          FROM revoked r JOIN identity.api_key a USING (tenant_id, user_id)
          WHERE r.participant = 'identity' AND a.epoch <= r.epoch AND a.revoked_at IS NULL
        ) AS held
        UNION ALL
        SELECT w.offboarding_id::text,
               format('%s/%s holds %s in %s (expected: not before the role change has ended)', w.tenant_id, w.user_id, w.role, w.application_id)
        FROM entitlement.withdrawal w JOIN entitlement.role_grant g USING (tenant_id, user_id, application_id, role)
        UNION ALL
        SELECT w.offboarding_id::text,
               format('%s/%s has the live session %s (expected: ended by the role change)', w.tenant_id, w.user_id, s.id)
        FROM session.withdrawal w JOIN session.session s USING (tenant_id, user_id)
        WHERE s.state = 'LIVE' AND s.expires_at > now() AND s.number <= w.up_to
          AND (s.applications IS NULL OR s.applications && w.applications)
        ORDER BY 1
        """);
  }
}
