package dev.offboard.local.check;

import java.util.List;

/// I1. A live offboarding moves by an event or by its timer; one that has neither a timer to come
/// nor a mark for a person would wait for ever.
final class EveryoneEnds implements Invariant {
  @Override
  public String id() {
    return "I1";
  }

  @Override
  public String claim() {
    return "every offboarding ends or needs attention";
  }

  @Override
  public List<Violation> violations(Look look) {
    return look.query(
        """
        SELECT id::text,
               format('%s of %s/%s: %s (expected: a timer to come, an end or needs attention)', state, tenant_id, user_id,
                      CASE WHEN wake_at IS NULL THEN 'no timer and no mark'
                           ELSE 'its timer of ' || wake_at || ' has not fired' END)
        FROM orchestrator.offboarding
        WHERE state NOT IN ('COMPLETED', 'REINSTATED', 'CANCELLED')
          AND (wake_at < now() - :grace
               OR wake_at IS NULL AND attention_since IS NULL
                  AND state IN ('AWAITING_APPROVAL', 'SCHEDULED', 'REVOKING', 'VERIFYING', 'ERASING', 'SEALING', 'REINSTATING'))
        ORDER BY id
        """);
  }
}
