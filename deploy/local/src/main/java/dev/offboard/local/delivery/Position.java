package dev.offboard.local.delivery;

import org.apache.kafka.common.TopicPartition;

/// How far a consumer is in one partition.
///
/// @param committed where it goes on; the first record that is left if it never committed or if
///   what it committed is gone
/// @param end one past the last record
public record Position(String consumer, TopicPartition partition, long committed, long end) {
  /// Records that it hasn't read yet.
  public long lag() {
    return Math.max(0, end - committed);
  }

  /// True if the consumer hasn't moved between the two.
  public boolean isSameAs(Position other) {
    return consumer.equals(other.consumer)
        && partition.equals(other.partition)
        && committed == other.committed;
  }

  /// One that has read nothing of this partition so far.
  static Position of(String consumer, TopicPartition partition, Bounds bounds, long committed) {
    return new Position(consumer, partition, Math.max(committed, bounds.begin()), bounds.end());
  }

  /// The first record that is left and one past the last.
  record Bounds(long begin, long end) {}
}
