package dev.offboard.audit.checkpoint;

import dev.offboard.audit.note.NoteSignature;
import dev.offboard.audit.note.SignedCheckpoint;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Every checkpoint that was issued. What is in here has been published.
@Component
public class Checkpoints {
  /// Any number: only signers take this lock ("offb", "ckpt").
  private static final long LOCK = 0x6f666662_636b7074L;

  private final JdbcClient jdbc;

  Checkpoints(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The one of the largest tree, with the cosignatures it has so far.
  public Optional<SignedCheckpoint> latest() {
    return jdbc.sql(
            """
            SELECT note || coalesce((SELECT string_agg(line, '' ORDER BY received_at, witness)
                                     FROM cosignature WHERE size = c.size), '')
            FROM checkpoint c ORDER BY size DESC LIMIT 1
            """)
        .query(String.class)
        .optional()
        .map(SignedCheckpoint::parse);
  }

  /// A checkpoint and when it was issued.
  public record Issued(Instant at, SignedCheckpoint checkpoint) {}

  /// Of each day (UTC) between the two the last that was issued in it, with the cosignatures it has
  /// so far; the oldest first. There may be one a second: one a day shows as much, because each
  /// continues all before it.
  public List<Issued> lastOfEachDay(Instant from, Instant to) {
    return jdbc.sql(
            """
            SELECT issued_at, note || coalesce((SELECT string_agg(line, '' ORDER BY received_at, witness)
                                                FROM cosignature WHERE size = c.size), '') AS signed
            FROM (SELECT max(size) AS size FROM checkpoint
                  WHERE issued_at >= :from AND issued_at < :to
                  GROUP BY date_trunc('day', issued_at, 'UTC')) AS day
            JOIN checkpoint c USING (size) ORDER BY c.size
            """)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .query(
            (row, number) ->
                new Issued(
                    row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                    SignedCheckpoint.parse(row.getString("signed"))))
        .list();
  }

  /// How large a tree the witness has cosigned, as far as it told us; 0 for none.
  public long cosignedBy(String witness) {
    return jdbc.sql("SELECT coalesce(max(size), 0) FROM cosignature WHERE witness = ?")
        .param(witness)
        .query(Long.class)
        .single();
  }

  /// Keeps what the witness said; nothing if it has said so before.
  public void cosign(SignedCheckpoint checkpoint, NoteSignature line) {
    jdbc.sql(
            """
            INSERT INTO cosignature (size, witness, line) VALUES (?, ?, ?)
            ON CONFLICT (size, witness) DO NOTHING
            """)
        .param(checkpoint.checkpoint().head().size())
        .param(line.keyName())
        .param(line.line())
        .update();
  }

  /// Of several signers one signs, to the end of the caller's transaction; the others wait.
  void lock() {
    jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(LOCK).query(row -> {});
  }

  /// Joins the caller's transaction; nothing if it is there already.
  void issue(SignedCheckpoint checkpoint) {
    jdbc.sql("INSERT INTO checkpoint (size, note) VALUES (?, ?) ON CONFLICT (size) DO NOTHING")
        .param(checkpoint.checkpoint().head().size())
        .param(checkpoint.toString())
        .update();
  }
}
