package dev.offboard.messaging.dispatch;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.kafka.KafkaException;
import org.springframework.transaction.CannotCreateTransactionException;

/// Tells a failing environment from a failing message. When in doubt it is the message: an outage
/// is retried forever, so a false "outage" would hold up a partition.
public final class Outage {
  /// Connection, transaction rollback (deadlock, serialization), resources, operator intervention,
  /// lock not available: PostgreSQL, appendix A.
  private static final Set<String> SQL_STATE_CLASSES = Set.of("08", "40", "53", "57", "58");

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private Outage() {}

  public static boolean isBehind(@Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof CannotCreateTransactionException
          || t instanceof TransientDataAccessException
          || t instanceof RecoverableDataAccessException
          || t instanceof DataAccessResourceFailureException
          || t instanceof KafkaException
          || t instanceof RetriableException
          || t instanceof SQLException sql && isOutage(sql)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOutage(SQLException e) {
    String state = e.getSQLState();
    return e instanceof SQLTransientException
        || e instanceof SQLRecoverableException
        || e instanceof SQLNonTransientConnectionException
        || LOCK_NOT_AVAILABLE.equals(state)
        || state != null
            && state.length() == 5
            && SQL_STATE_CLASSES.contains(state.substring(0, 2));
  }
}
