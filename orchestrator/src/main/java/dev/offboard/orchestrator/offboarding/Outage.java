package dev.offboard.orchestrator.offboarding;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/// Tells a database that is away from data that can't be handled. An outage is no row's fault:
/// trying row by row would only wait once per row.
public final class Outage {
  private Outage() {}

  public static boolean isBehind(RuntimeException failure) {
    return failure instanceof DataAccessResourceFailureException
        || failure instanceof RecoverableDataAccessException
        || failure instanceof TransientDataAccessException
        || failure instanceof TransactionException;
  }
}
