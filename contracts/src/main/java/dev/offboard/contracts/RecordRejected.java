package dev.offboard.contracts;

import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A service read a record that was not by whom it said it was. It had no effect and is set aside;
/// somebody has a door open that should be shut.
///
/// @param service who would not believe it
/// @param consumer as which it read it
/// @param offset with topic and partition, where the record lies
/// @param claimed the source that it named, or `unreadable`
/// @param messageId its `ce_id`
public record RecordRejected(
    String service,
    String consumer,
    String topic,
    int partition,
    long offset,
    String claimed,
    @Nullable UUID messageId,
    Instant at)
    implements Message {
  private static final Pattern QUOTABLE = Pattern.compile("[A-Za-z0-9._/-]{1,64}");

  /// What a forger wrote is not passed on unless it is a plain name.
  public RecordRejected {
    claimed = QUOTABLE.matcher(claimed).matches() ? claimed : "unreadable";
  }
}
