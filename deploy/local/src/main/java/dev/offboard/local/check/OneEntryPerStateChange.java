package dev.offboard.local.check;

import java.util.List;

/// I9. Counts nothing: every single state change is looked up among the entries and every entry
/// among the state changes.
final class OneEntryPerStateChange implements Invariant {
  @Override
  public String id() {
    return "I9";
  }

  @Override
  public String claim() {
    return "one audit entry per committed state change";
  }

  @Override
  public List<Violation> violations(Look look) {
    return look.query(
        """
        SELECT coalesce(c.offboarding_id, e.offboarding_id)::text,
               CASE WHEN e.offboarding_id IS NULL
                 THEN format('state change %s (-> %s, at %s) has no audit entry', c.sequence, c.to_state, c.at)
                 ELSE format('audit entry %s tells of state change %s, which was never committed', e.leaf_index, e.natural_key) END
        FROM orchestrator.state_change c
        FULL JOIN (SELECT * FROM audit.entry WHERE kind = 'state-change') e
          ON e.offboarding_id = c.offboarding_id AND e.natural_key = c.sequence::text
        WHERE e.offboarding_id IS NULL AND c.at < now() - :grace OR c.offboarding_id IS NULL
        ORDER BY 1
        """);
  }
}
