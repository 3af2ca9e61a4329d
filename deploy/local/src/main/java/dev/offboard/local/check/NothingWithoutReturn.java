package dev.offboard.local.check;

import java.util.List;

/// I5. What was withdrawn or waits for an approval left no trace at any participant, nothing began
/// with fewer approvals than it needs, and what was erased was never given back.
final class NothingWithoutReturn implements Invariant {
  @Override
  public String id() {
    return "I5";
  }

  @Override
  public String claim() {
    return "CANCELLED and AWAITING_APPROVAL did nothing; past the pivot nothing is reinstated";
  }

  @Override
  public List<Violation> violations(Look look) {
    return look.query(
        """
        WITH answer AS (
          SELECT 'identity' AS participant, offboarding_id, phase FROM identity.step_answer
          UNION ALL SELECT 'entitlement', offboarding_id, phase FROM entitlement.step_answer
          UNION ALL SELECT 'session', offboarding_id, phase FROM session.step_answer
          UNION ALL SELECT 'audit', offboarding_id, phase FROM audit.step_answer
        )
        SELECT id, found FROM (
          SELECT o.id::text AS id, format('%s, but %s did %s (expected: nothing was done)', o.state, a.participant, a.phase) AS found
          FROM orchestrator.offboarding o JOIN answer a ON a.offboarding_id = o.id
          WHERE o.state IN ('CANCELLED', 'AWAITING_APPROVAL')
          UNION ALL
          SELECT o.id::text, format('%s, but %s was announced to %s (expected: nothing was announced)', o.state, s.phase, s.participant)
          FROM orchestrator.offboarding o JOIN orchestrator.step s ON s.offboarding_id = o.id
          WHERE o.state IN ('CANCELLED', 'AWAITING_APPROVAL')
          UNION ALL
          SELECT o.id::text, format('%s with %s of %s approvals (expected: all before anything is done)', o.state,
            jsonb_array_length(o.approvals -> 'given'), o.approvals #>> '{asked,approvals}')
          FROM orchestrator.offboarding o
          WHERE o.state NOT IN ('CANCELLED', 'AWAITING_APPROVAL')
            AND jsonb_array_length(o.approvals -> 'given') < (o.approvals #>> '{asked,approvals}')::int
          UNION ALL
          SELECT e.offboarding_id::text, format('%s erased and reinstated it', e.participant)
          FROM answer e JOIN answer r USING (participant, offboarding_id)
          WHERE e.phase = 'erase' AND r.phase = 'reinstate'
          UNION ALL
          SELECT p.offboarding_id::text, format('was %s and later %s', p.to_state, r.to_state)
          FROM orchestrator.state_change p
          JOIN orchestrator.state_change r ON r.offboarding_id = p.offboarding_id AND r.sequence > p.sequence
          WHERE p.to_state IN ('ERASING', 'COMPLETED') AND r.to_state IN ('REINSTATING', 'REINSTATED')
        ) AS wrong
        """);
  }
}
