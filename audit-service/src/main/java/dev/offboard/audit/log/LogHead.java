package dev.offboard.audit.log;

import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.Peaks;
import dev.offboard.audit.merkle.TreeHead;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The row at which those who append line up: how many entries there are, and the right edge of
/// their tree. Whoever holds it locked is alone in appending, to the end of the transaction.
@Component
class LogHead {
  private final JdbcClient jdbc;

  LogHead(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// `peaks` are behind `size` only while entries from before the tree are being taken in.
  record State(long size, Peaks peaks) {
    boolean isInTree() {
      return peaks.size() == size;
    }
  }

  /// @throws DamagedLog if the row contradicts itself
  State lock() {
    return jdbc.sql("SELECT size, tree_size, root, peaks FROM log_head FOR UPDATE")
        .query(
            (row, n) ->
                state(
                    row.getLong(1),
                    new TreeHead(row.getLong(2), Hash.of(row.getBytes(3))),
                    row.getBytes(4)))
        .single();
  }

  void write(State state) {
    jdbc.sql("UPDATE log_head SET size = ?, tree_size = ?, root = ?, peaks = ?")
        .param(state.size())
        .param(state.peaks().size())
        .param(state.peaks().head().root().bytes())
        .param(state.peaks().bytes())
        .update();
  }

  /// The tree as it was last committed.
  TreeHead tree() {
    return jdbc.sql("SELECT tree_size, root FROM log_head")
        .query((row, n) -> new TreeHead(row.getLong(1), Hash.of(row.getBytes(2))))
        .single();
  }

  /// Nothing is appended from here to the end of the caller's transaction.
  void holdStill() {
    jdbc.sql("SELECT size FROM log_head FOR SHARE").query(Long.class).single();
  }

  private static State state(long size, TreeHead tree, byte[] peaks) {
    State state = new State(size, Peaks.of(tree.size(), peaks));
    if (tree.size() > size || !state.peaks().head().equals(tree)) {
      throw new DamagedLog(
          "the head says %d entries and %s, but its peaks lead to %s"
              .formatted(size, tree, state.peaks().head()));
    }
    return state;
  }
}
