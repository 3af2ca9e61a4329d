package dev.offboard.orchestrator.note;

import static java.util.Objects.requireNonNull;

import dev.offboard.messaging.tenancy.Tenancy;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Encrypts users' keys again that an older wrapping key encrypts. When it says that none is left,
/// the older one may go.
@Component
final class Rewrapping {
  private static final Logger log = LoggerFactory.getLogger(Rewrapping.class);

  /// Locked for the time of a few milliseconds.
  private static final int BATCH = 500;

  private static final long FIRST_AFTER_MILLIS = 5_000;
  private static final long EVERY_MILLIS = 3_600_000;

  private final UserKeys keys;
  private final WrappingKeys wrapping;
  private final TransactionOperations transactions;

  Rewrapping(JdbcClient jdbc, WrappingKeys wrapping, TransactionOperations transactions) {
    this.keys = new UserKeys(jdbc);
    this.wrapping = wrapping;
    this.transactions = transactions;
  }

  @Scheduled(initialDelay = FIRST_AFTER_MILLIS, fixedDelay = EVERY_MILLIS)
  void rewrap() {
    Tenancy.acrossAll(this::rewrapAll);
  }

  private void rewrapAll() {
    if (wrapping.older().isEmpty()) {
      return;
    }
    int all = 0;
    int some;
    do {
      some = requireNonNull(transactions.execute(tx -> rewrapSome()));
      all += some;
    } while (some > 0);
    if (all > 0) {
      log.info(
          "{} users' keys are wrapped with {} now; the wrapping keys below the first may go",
          all,
          wrapping.current());
    }
  }

  /// A key that was changed in the database opens with nothing and is left as it is.
  private int rewrapSome() {
    List<UserKeys.Row> again = new ArrayList<>();
    for (UserKeys.Row row : keys.lockWrappedBy(wrapping.older(), BATCH)) {
      wrapping
          .unwrap(row.user(), row.key())
          .ifPresent(
              key -> again.add(new UserKeys.Row(row.user(), wrapping.wrap(row.user(), key))));
    }
    keys.update(again);
    return again.size();
  }
}
