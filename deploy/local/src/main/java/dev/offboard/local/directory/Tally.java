package dev.offboard.local.directory;

import dev.offboard.local.client.RowOutcome;

/// How many rows of one sort came to which end.
record Tally(int created, int updated, int unchanged, int rejected) {
  static final Tally NONE = new Tally(0, 0, 0, 0);

  Tally and(RowOutcome outcome) {
    return switch (outcome) {
      case RowOutcome.Created ignored -> new Tally(created + 1, updated, unchanged, rejected);
      case RowOutcome.Updated ignored -> new Tally(created, updated + 1, unchanged, rejected);
      case RowOutcome.Unchanged ignored -> new Tally(created, updated, unchanged + 1, rejected);
      case RowOutcome.Rejected ignored -> new Tally(created, updated, unchanged, rejected + 1);
    };
  }

  int total() {
    return created + updated + unchanged + rejected;
  }
}
