package dev.offboard.local.check;

import java.util.List;

/// I3. The database refuses a second one by a unique index; this finds the case that somebody took
/// the index away.
final class OneLivePerUser implements Invariant {
  @Override
  public String id() {
    return "I3";
  }

  @Override
  public String claim() {
    return "at most one live offboarding per user";
  }

  @Override
  public List<Violation> violations(Look look) {
    return look.query(
        """
        SELECT min(id::text), format('%s/%s has %s live offboardings (expected: at most 1): %s', tenant_id, user_id, count(*), string_agg(id::text, ', ' ORDER BY id))
        FROM orchestrator.offboarding
        WHERE state NOT IN ('COMPLETED', 'REINSTATED', 'CANCELLED') AND NOT (state = 'SEALING' AND roles <> '{}')
        GROUP BY tenant_id, user_id HAVING count(*) > 1
        """);
  }
}
