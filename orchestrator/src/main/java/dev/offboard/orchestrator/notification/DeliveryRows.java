package dev.offboard.orchestrator.notification;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The table `notification` as whoever delivers sees it. Times are the database's. Who takes a
/// message moves its time on first, by a lease: if they die, somebody sends it then, so each is
/// sent at least once.
@Component
class DeliveryRows {
  private static final int MOST_TOGETHER = 100;

  /// Longer than all messages of one batch take when each waits for its time-out.
  private static final Duration LEASE = Duration.ofMinutes(15);

  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /// What was told a month ago, nobody asks for.
  private static final int KEPT_DAYS = 30;

  /// How many were sent lately, and when the window of the first of them ends, has to be counted by
  /// one at a time.
  private static final String ONE_AT_A_TIME =
      "SELECT pg_advisory_xact_lock(hashtext('notification'))";

  private final JdbcClient jdbc;
  private final NotificationProperties settings;

  DeliveryRows(JdbcClient jdbc, NotificationProperties settings) {
    this.jdbc = jdbc;
    this.settings = settings;
  }

  /// What is to be sent now, leased.
  @Transactional
  List<Parcel> take() {
    jdbc.sql(ONE_AT_A_TIME).query(row -> {});
    Map<Recipient, List<Waiting>> due = due();
    Map<String, Integer> lately = sentLately(due);
    List<Parcel> parcels = new ArrayList<>();
    List<Waiting> held = new ArrayList<>();
    due.forEach(
        (recipient, some) -> {
          Flood flood =
              recipient.channel() == Channel.WEBHOOK
                  ? new Flood(some, List.of(), List.of())
                  : Flood.of(some, lately.getOrDefault(recipient.code(), 0), settings.mostAtOnce());
          flood.single().forEach(one -> parcels.add(new Parcel(recipient, List.of(one))));
          if (!flood.digest().isEmpty()) {
            parcels.add(new Parcel(recipient, flood.digest()));
          }
          held.addAll(flood.held());
        });
    lease(parcels);
    hold(held);
    return parcels;
  }

  private Map<Recipient, List<Waiting>> due() {
    Map<Recipient, List<Waiting>> due = new LinkedHashMap<>();
    jdbc.sql(
            """
            SELECT * FROM notification WHERE state = 'WAITING' AND due_at <= clock_timestamp()
            ORDER BY due_at, id LIMIT ? FOR UPDATE SKIP LOCKED
            """)
        .param(MOST_TOGETHER)
        .query(
            row -> {
              Waiting one = read(row);
              due.computeIfAbsent(one.recipient(), to -> new ArrayList<>()).add(one);
            });
    return due;
  }

  private Map<String, Integer> sentLately(Map<Recipient, List<Waiting>> due) {
    Map<String, Integer> lately = new HashMap<>();
    jdbc.sql(
            """
            SELECT recipient, count(*) AS some FROM notification
            WHERE recipient = ANY (:recipients::text[]) AND single_at > clock_timestamp() - make_interval(secs => :window)
              AND id <> ALL (:due::uuid[])
            GROUP BY recipient
            """)
        .param("recipients", due.keySet().stream().map(Recipient::code).toArray(String[]::new))
        .param("window", settings.window().toSeconds())
        .param(
            "due",
            due.values().stream()
                .flatMap(List::stream)
                .map(one -> one.id().toString())
                .toArray(String[]::new))
        .query(
            row -> {
              lately.put(row.getString("recipient"), row.getInt("some"));
            });
    return lately;
  }

  private void lease(List<Parcel> parcels) {
    jdbc.sql(
            """
            UPDATE notification SET attempts = attempts + 1, due_at = clock_timestamp() + make_interval(secs => :lease),
              single_at = CASE WHEN id = ANY (:firsts::uuid[]) THEN clock_timestamp() ELSE single_at END
            WHERE id = ANY (:all::uuid[])
            """)
        .param("lease", LEASE.toSeconds())
        .param(
            "firsts", parcels.stream().map(it -> it.first().id().toString()).toArray(String[]::new))
        .param(
            "all",
            parcels.stream()
                .flatMap(it -> it.content().stream())
                .map(it -> it.id().toString())
                .toArray(String[]::new))
        .update();
  }

  private void hold(List<Waiting> held) {
    jdbc.sql(
            """
            UPDATE notification n SET held = true, due_at = clock_timestamp() + make_interval(secs => :window)
            WHERE id = ANY (:ids::uuid[])
            """)
        .param("window", settings.window().toSeconds())
        .param("ids", held.stream().map(one -> one.id().toString()).toArray(String[]::new))
        .update();
  }

  void sent(Parcel parcel) {
    end(parcel, "SENT");
  }

  /// It is known that there is no address to send it to.
  void nobody(Parcel parcel) {
    end(parcel, "NOBODY");
  }

  private void end(Parcel parcel, String state) {
    jdbc.sql(
            """
            UPDATE notification SET state = :state, ended_at = clock_timestamp(), last_error = NULL
            WHERE id = ANY (:ids::uuid[])
            """)
        .param("state", state)
        .param("ids", ids(parcel))
        .update();
  }

  /// Tried again after a pause that doubles, or given up after as many attempts as are allowed.
  ///
  /// @param error without personal data: foreign servers quote addresses
  void failed(Parcel parcel, String error) {
    jdbc.sql(
            """
            UPDATE notification SET last_error = :error,
              state = CASE WHEN attempts >= :most THEN 'DEAD' ELSE 'WAITING' END,
              ended_at = CASE WHEN attempts >= :most THEN clock_timestamp() END,
              due_at = clock_timestamp() + make_interval(secs => least(:longest, :pause * power(2, least(attempts, 30) - 1)))
            WHERE id = ANY (:ids::uuid[])
            """)
        .param("error", error)
        .param("most", settings.attempts())
        .param("longest", LONGEST_PAUSE.toSeconds())
        .param("pause", settings.pause().toSeconds())
        .param("ids", ids(parcel))
        .update();
  }

  int forgetOld() {
    return jdbc.sql(
            """
            DELETE FROM notification WHERE state <> 'WAITING' AND ended_at < clock_timestamp() - make_interval(days => ?)
            """)
        .param(KEPT_DAYS)
        .update();
  }

  private static String[] ids(Parcel parcel) {
    return parcel.content().stream().map(one -> one.id().toString()).toArray(String[]::new);
  }

  private static Waiting read(ResultSet row) throws SQLException {
    return new Waiting(
        row.getObject("id", UUID.class),
        new OffboardingId(row.getObject("offboarding_id", UUID.class)),
        UserRef.of(row.getString("tenant_id"), row.getString("user_id")),
        Occasion.valueOf(row.getString("occasion")),
        Recipient.of(Channel.valueOf(row.getString("channel")), row.getString("recipient")),
        row.getBoolean("held"),
        row.getInt("attempts"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
