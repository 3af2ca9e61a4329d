package dev.offboard.local.check;

import java.util.List;

/// I8. Every history is one walk along the diagram, without a gap, and ends in the present state.
final class StatesFollowTheDiagram implements Invariant {
  @Override
  public String id() {
    return "I8";
  }

  @Override
  public String claim() {
    return "states only move along the diagram";
  }

  @Override
  public List<Violation> violations(Look look) {
    return look.query(
        """
        WITH arrow (from_state, to_state) AS (VALUES %s),
        walk AS (
          SELECT offboarding_id, sequence, coalesce(from_state, '[*]') AS from_state, to_state,
                 coalesce(lag(to_state) OVER w, '[*]') AS before, row_number() OVER w AS place
          FROM orchestrator.state_change WINDOW w AS (PARTITION BY offboarding_id ORDER BY sequence)
        ), ending AS (
          SELECT DISTINCT ON (offboarding_id) offboarding_id, sequence, to_state
          FROM orchestrator.state_change ORDER BY offboarding_id, sequence DESC
        )
        SELECT id, found FROM (
          SELECT w.offboarding_id::text AS id,
                 format('state change %%s: %%s -> %%s (expected: an arrow of the diagram)', w.sequence, w.from_state, w.to_state) AS found
          FROM walk w LEFT JOIN arrow a USING (from_state, to_state) WHERE a.to_state IS NULL
          UNION ALL
          SELECT offboarding_id::text, format('state change %%s begins at %%s (expected: number %%s, beginning at %%s)', sequence, from_state, place, before)
          FROM walk WHERE from_state <> before OR sequence <> place
          UNION ALL
          SELECT o.id::text, format('is %%s after %%s state changes (expected: %%s after %%s, as its history says)', o.state, o.state_changes, e.to_state, e.sequence)
          FROM orchestrator.offboarding o JOIN ending e ON e.offboarding_id = o.id
          WHERE o.state <> e.to_state OR o.state_changes <> e.sequence
        ) AS wrong
        """
            .formatted(StateDiagram.asValues()));
  }
}
