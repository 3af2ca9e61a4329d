package dev.offboard.local.check;

import dev.offboard.local.delivery.Deliveries;
import dev.offboard.local.delivery.Letters;
import dev.offboard.local.delivery.Requests;
import dev.offboard.local.delivery.TopicOffsets;
import dev.offboard.local.postgres.DatabaseView;
import dev.offboard.local.runtime.Coordinates;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What invariants look through, and how long the platform may be busy with something.
///
/// @param grace how old something must be before it is missing and not merely under way
record Look(
    DatabaseView database,
    TopicOffsets offsets,
    Letters letters,
    Gauges gauges,
    Sealed log,
    Duration grace)
    implements AutoCloseable {
  /// As many of one kind as a person wants to read.
  static final int MOST = 100;

  private static final String GRACE = ":grace";

  /// Connects to a running installation.
  static Look at(Coordinates platform, Duration grace) {
    DatabaseView database =
        new DatabaseView(platform.jdbcUrl(), platform.user(), platform.password());
    TopicOffsets offsets = new TopicOffsets(platform.kafka());
    return new Look(
        database,
        offsets,
        new Letters(platform.kafka(), offsets),
        Gauges.of(platform),
        Sealed.of(platform),
        grace);
  }

  /// A query that finds violations: the first column names the offboarding, the second says what
  /// was found. `:grace` stands for the grace as an interval.
  List<Violation> query(String sql) {
    return database.rows(
        "%s LIMIT %d"
            .formatted(
                sql.strip().replace(GRACE, "make_interval(secs => %d)".formatted(graceSeconds())),
                MOST),
        row -> new Violation(Optional.ofNullable(row.getString(1)), row.getString(2)));
  }

  Deliveries deliveries() {
    return new Deliveries(database, offsets, letters);
  }

  Requests requests() {
    return new Requests(database, offsets, letters);
  }

  private long graceSeconds() {
    return grace.toSeconds();
  }

  @Override
  public void close() {
    letters.close();
    offsets.close();
    database.close();
  }
}
