package dev.offboard.local.check;

import java.util.List;

/// I2. Whatever was answered or told of is there: what a request's key or message was answered
/// with, what the audit heard of, and the first line of every history.
final class NothingAcceptedIsLost implements Invariant {
  @Override
  public String id() {
    return "I2";
  }

  @Override
  public String claim() {
    return "no accepted request is lost";
  }

  @Override
  public List<Violation> violations(Look look) {
    return look.query(
        """
        SELECT id, found FROM (
          SELECT k.offboarding_id::text AS id, format('a request of %s was answered with it, but it is not there', k.tenant_id) AS found
          FROM orchestrator.idempotency_key k
          LEFT JOIN orchestrator.offboarding o ON o.id = k.offboarding_id WHERE o.id IS NULL
          UNION ALL
          SELECT a.offboarding_id::text, format('the request of message %s was answered with it, but it is not there', a.message_id)
          FROM orchestrator.request_answer a
          LEFT JOIN orchestrator.offboarding o ON o.id = a.offboarding_id
          WHERE o.id IS NULL AND a.offboarding_id IS NOT NULL
          UNION ALL
          SELECT DISTINCT e.offboarding_id::text, 'the audit has its history, but it is not there'
          FROM audit.entry e
          LEFT JOIN orchestrator.offboarding o ON o.id = e.offboarding_id WHERE o.id IS NULL AND e.kind = 'state-change'
          UNION ALL
          SELECT o.id::text, 'it has no history (expected: at least how it began)'
          FROM orchestrator.offboarding o
          WHERE NOT EXISTS (SELECT FROM orchestrator.state_change c WHERE c.offboarding_id = o.id)
        ) AS lost
        """);
  }
}
