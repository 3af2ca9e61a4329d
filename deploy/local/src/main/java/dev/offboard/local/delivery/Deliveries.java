package dev.offboard.local.delivery;

import dev.offboard.local.postgres.DatabaseView;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Compares what was said with what was handled. A row is proved to be handled by the inbox, which
/// commits with the effect; so nothing on the topics has to be counted. What a consumer still has
/// before it is under way and not missing: rows younger than the grace, and those that were said
/// after the oldest record that it hasn't read.
public final class Deliveries {
  /// More than a person reads; a repair takes as many rounds as it needs.
  private static final int MOST = 5_000;

  private final DatabaseView database;
  private final TopicOffsets offsets;
  private final Letters letters;

  /// Looks through these.
  public Deliveries(DatabaseView database, TopicOffsets offsets, Letters letters) {
    this.database = database;
    this.offsets = offsets;
    this.letters = letters;
  }

  /// Every row that some consumer has missed, the oldest first, no more than [#MOST] of each
  /// consumer; those that it has set aside are left out.
  public List<Unread> missed(Duration grace) {
    Set<Handled> setAside = new HashSet<>();
    letters
        .setAside()
        .forEach(it -> it.message().ifPresent(id -> setAside.add(new Handled(it.consumer(), id))));
    List<Unread> missed = new ArrayList<>();
    for (Reader reader : Reader.ALL) {
      missed.addAll(unread(database, reader, readUpTo(reader).minus(grace)));
    }
    missed.removeIf(it -> setAside.contains(new Handled(it.reader().consumer(), it.id())));
    return missed;
  }

  /// Those of `offered` that their readers still haven't handled.
  public List<Unread> stillMissed(List<Unread> offered) {
    List<Unread> still = new ArrayList<>();
    offered.stream()
        .collect(Collectors.groupingBy(Unread::reader))
        .forEach(
            (reader, rows) -> {
              Set<UUID> handled =
                  Set.copyOf(
                      database.rows(
                          "SELECT message_id FROM %s.inbox WHERE consumer = ? AND message_id = ANY (?)"
                              .formatted(reader.schema()),
                          row -> row.getObject(1, UUID.class),
                          reader.consumer(),
                          rows.stream().map(Unread::id).toArray(UUID[]::new)));
              rows.stream().filter(it -> !handled.contains(it.id())).forEach(still::add);
            });
    return still;
  }

  /// How many rows that were committed more than `age` ago some consumer hasn't handled, as far as
  /// the database alone can tell: late, lost or set aside. Stops counting at [#MOST] per consumer.
  public static long overdue(DatabaseView database, Duration age) {
    Instant horizon = Instant.now().minus(age);
    return Reader.ALL.stream().mapToLong(it -> unread(database, it, horizon).size()).sum();
  }

  /// Everything that was said before has been offered to the consumer, or never will be.
  private Instant readUpTo(Reader reader) {
    Instant now = Instant.now();
    List<Position> positions = offsets.positions(reader.consumer(), List.of(reader.topic()));
    return letters.next(positions).values().stream()
        .map(Letters::saidAt)
        .min(Comparator.naturalOrder())
        .filter(it -> it.isBefore(now))
        .orElse(now);
  }

  /// The rows that were committed before `horizon` and that the reader's inbox doesn't know.
  static List<Unread> unread(DatabaseView database, Reader reader, Instant horizon) {
    return database.rows(
        """
        SELECT m.schema, m.id, m.created_at,
               coalesce(m.payload::jsonb ->> 'offboardingId', m.payload::jsonb #>> '{reports,0,offboardingId}',
                        m.payload::jsonb #>> '{changes,0,offboardingId}') AS offboarding
        FROM (SELECT 'orchestrator' AS schema, * FROM orchestrator.outbox
              UNION ALL SELECT 'identity', * FROM identity.outbox
              UNION ALL SELECT 'entitlement', * FROM entitlement.outbox
              UNION ALL SELECT 'session', * FROM session.outbox
              UNION ALL SELECT 'audit', * FROM audit.outbox) AS m
        WHERE m.aggregatetype = ? AND m.created_at < ?
          AND NOT EXISTS (SELECT FROM %s.inbox i WHERE i.consumer = ? AND i.message_id = m.id)
        ORDER BY m.created_at LIMIT %d
        """
            .formatted(reader.schema(), MOST),
        row ->
            new Unread(
                reader,
                row.getString("schema"),
                row.getObject("id", UUID.class),
                row.getTimestamp("created_at").toInstant(),
                Optional.ofNullable(row.getString("offboarding"))),
        reader.topic(),
        Timestamp.from(horizon),
        reader.consumer());
  }

  private record Handled(String consumer, UUID message) {}
}
