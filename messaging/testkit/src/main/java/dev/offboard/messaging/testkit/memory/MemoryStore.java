package dev.offboard.messaging.testkit.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/// The database of one service, in memory. A transaction that throws, whatever it throws, leaves
/// nothing behind; one inside another joins it. Knows no second thread, and so no lock.
public final class MemoryStore implements TransactionOperations {
  private final Consumer<Boundary> onBoundary;
  private final Deque<Runnable> undo = new ArrayDeque<>();
  private final List<Runnable> onCommit = new ArrayList<>();
  private boolean open;

  /// `onBoundary` is told wherever a service can be killed, and kills by throwing.
  public MemoryStore(Consumer<Boundary> onBoundary) {
    this.onBoundary = onBoundary;
  }

  @Override
  public <T extends @Nullable Object> T execute(TransactionCallback<T> action)
      throws TransactionException {
    if (open) {
      return action.doInTransaction(new SimpleTransactionStatus(false));
    }
    reach(Boundary.BEFORE_TRANSACTION);
    open = true;
    T result;
    try {
      result = action.doInTransaction(new SimpleTransactionStatus(true));
      reach(Boundary.BEFORE_COMMIT);
    } catch (Throwable killed) {
      rollBack();
      throw killed;
    }
    commit();
    reach(Boundary.AFTER_COMMIT);
    return result;
  }

  private void commit() {
    open = false;
    undo.clear();
    List<Runnable> committed = List.copyOf(onCommit);
    onCommit.clear();
    committed.forEach(Runnable::run);
  }

  private void rollBack() {
    open = false;
    onCommit.clear();
    while (!undo.isEmpty()) {
      undo.pop().run();
    }
  }

  /// May throw, as a killed service or a lost database does.
  public void reach(Boundary boundary) {
    onBoundary.accept(boundary);
  }

  /// How to take back what the running transaction has just written.
  void written(Runnable takeBack) {
    requireTransaction();
    undo.push(takeBack);
  }

  /// Runs once the running transaction is committed, and not at all if it is not.
  public void afterCommit(Runnable action) {
    requireTransaction();
    onCommit.add(action);
  }

  void requireTransaction() {
    if (!open) {
      throw new IllegalStateException(
          "a write outside of a transaction would outlive what it belongs to; begin one");
    }
  }
}
