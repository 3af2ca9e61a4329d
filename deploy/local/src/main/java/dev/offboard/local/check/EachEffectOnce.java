package dev.offboard.local.check;

import java.util.List;

/// I6. A participant remembers each effect under its natural key and answers a repeated
/// announcement from there. So the orchestrator never counts one that the participant doesn't
/// remember, and no two reports of one attempt differ in what was done.
final class EachEffectOnce implements Invariant {
  @Override
  public String id() {
    return "I6";
  }

  @Override
  public String claim() {
    return "each effect once per offboarding, participant, phase and epoch";
  }

  @Override
  public List<Violation> violations(Look look) {
    return look.query(
        """
        WITH answer AS (
          SELECT 'identity' AS participant, offboarding_id, phase, state FROM identity.step_answer
          UNION ALL SELECT 'entitlement', offboarding_id, phase, state FROM entitlement.step_answer
          UNION ALL SELECT 'session', offboarding_id, phase, state FROM session.step_answer
          UNION ALL SELECT 'audit', offboarding_id, phase, state FROM audit.step_answer
        ), report AS (
          SELECT offboarding_id, body::jsonb AS body FROM audit.entry WHERE kind = 'report'
        )
        SELECT id, found FROM (
          SELECT s.offboarding_id::text AS id,
                 format('%s of %s counts as completed, but %s remembers %s (expected: COMPLETED, once)',
                        s.phase, s.participant, s.participant, coalesce(string_agg(a.state, ', '), 'nothing')) AS found
          FROM orchestrator.step s
          LEFT JOIN answer a ON (a.participant, a.offboarding_id, a.phase) = (s.participant, s.offboarding_id, s.phase)
          WHERE s.state = 'COMPLETED' AND s.phase IN ('revoke', 'erase', 'reinstate', 'withdraw', 'restore')
            AND s.participant IN ('identity', 'entitlement', 'session', 'audit')
          GROUP BY s.offboarding_id, s.phase, s.participant
          HAVING count(*) FILTER (WHERE a.state = 'COMPLETED') <> 1
          UNION ALL
          SELECT offboarding_id::text,
                 format('%s reported %s, attempt %s, completed with %s different results (expected: 1)',
                        body ->> 'participant', body ->> 'phase', body ->> 'attempt', count(DISTINCT body -> 'evidence'))
          FROM report
          WHERE body ->> 'outcome' = 'completed' AND body ->> 'participant' <> 'audit'
          GROUP BY offboarding_id, body ->> 'participant', body ->> 'phase', body ->> 'epoch', body ->> 'attempt'
          HAVING count(DISTINCT body -> 'evidence') > 1
        ) AS wrong
        """);
  }
}
