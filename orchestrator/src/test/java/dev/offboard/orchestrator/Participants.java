package dev.offboard.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Announcement;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.ResidualAccessQueried;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.StateChanges;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.wire.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Everybody who reads the outbox: what was announced, and the answers a participant would give.
public final class Participants {
  private final JdbcClient jdbc;
  private final MessageCodec codec;

  Participants(JdbcClient jdbc, MessageCodec codec) {
    this.jdbc = jdbc;
    this.codec = codec;
  }

  /// All announcements about the user, in order.
  public List<Announcement> announced(UserRef user) {
    return jdbc.sql(
            """
            SELECT type, payload FROM outbox
            WHERE aggregatetype IN (?, ?) AND aggregateid = ? ORDER BY id
            """)
        .params(Topics.LIFECYCLE, Topics.LIFECYCLE_URGENT, user.key())
        .query(
            (row, number) ->
                (Announcement)
                    codec.read(
                        row.getString("type"),
                        row.getString("payload").getBytes(StandardCharsets.UTF_8)))
        .list();
  }

  public PhaseAnnouncement lastAnnounced(UserRef user) {
    return (PhaseAnnouncement)
        announced(user).stream().filter(PhaseAnnouncement.class::isInstance).toList().getLast();
  }

  /// The published state changes of the user, in order.
  public List<StateChange> changes(UserRef user) {
    return jdbc
        .sql("SELECT type, payload FROM outbox WHERE aggregatetype = ? ORDER BY id")
        .param(Topics.HISTORY)
        .query(
            (row, number) ->
                (StateChanges)
                    codec.read(
                        row.getString("type"),
                        row.getString("payload").getBytes(StandardCharsets.UTF_8)))
        .list()
        .stream()
        .flatMap(changes -> changes.changes().stream())
        .filter(change -> new UserRef(change.tenantId(), change.userId()).equals(user))
        .toList();
  }

  /// Every addressed participant has completed what was announced last.
  public StepReports[] completeLast(UserRef user) {
    PhaseAnnouncement last = lastAnnounced(user);
    assertThat(last.participants()).isNotEmpty();
    return last.participants().stream()
        .map(participant -> of(participant, completed(last)))
        .toArray(StepReports[]::new);
  }

  public static StepReports of(ParticipantName participant, StepReport... reports) {
    return new StepReports(participant, List.of(reports));
  }

  public static StepReport completed(PhaseAnnouncement announcement) {
    if (announcement instanceof ResidualAccessQueried queried) {
      return residual(queried, Evidence.NONE);
    }
    return new StepReport.StepCompleted(
        announcement.offboardingId(),
        announcement.tenantId(),
        announcement.userId(),
        announcement.epoch(),
        announcement.attempt(),
        announcement.phase(),
        Evidence.of("sessions", 2),
        0,
        Instant.parse("2026-11-23T09:00:00Z"));
  }

  public static StepReport residual(PhaseAnnouncement announcement, Evidence residual) {
    return new StepReport.ResidualAccessReported(
        announcement.offboardingId(),
        announcement.tenantId(),
        announcement.userId(),
        announcement.epoch(),
        announcement.attempt(),
        announcement.phase(),
        residual,
        Instant.parse("2026-11-23T09:00:00Z"));
  }

  public static StepReport failed(PhaseAnnouncement announcement, String detail) {
    return new StepReport.StepFailed(
        announcement.offboardingId(),
        announcement.tenantId(),
        announcement.userId(),
        announcement.epoch(),
        announcement.attempt(),
        announcement.phase(),
        "database-away",
        detail,
        Instant.parse("2026-11-23T09:00:00Z"));
  }

  public static StepReport refused(PhaseAnnouncement announcement) {
    return new StepReport.StepRefused(
        announcement.offboardingId(),
        announcement.tenantId(),
        announcement.userId(),
        announcement.epoch(),
        announcement.attempt(),
        announcement.phase(),
        "legal-hold",
        "not while held",
        Instant.parse("2026-11-23T09:00:00Z"));
  }
}
