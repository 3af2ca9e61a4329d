package dev.offboard.orchestrator.notification;

import dev.offboard.orchestrator.inventory.Users;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What messages say of an offboarding, as it stands when they are sent.
@Component
class Subjects {
  private final JdbcClient jdbc;
  private final Users users;
  private final NotificationProperties settings;

  Subjects(JdbcClient jdbc, Users users, NotificationProperties settings) {
    this.jdbc = jdbc;
    this.users = users;
    this.settings = settings;
  }

  /// Ids, codes and times.
  Map<String, Object> idsOf(Waiting waiting) {
    Map<String, Object> values = new HashMap<>();
    values.put("occasion", waiting.occasion().wireName());
    values.put("offboardingId", waiting.offboarding().toString());
    values.put("tenantId", waiting.user().tenantId().value());
    values.put("userId", waiting.user().userId().value());
    values.put("at", waiting.createdAt().toString());
    jdbc.sql("SELECT * FROM offboarding WHERE id = ?::uuid")
        .param(waiting.offboarding().toString())
        .query(
            row -> {
              values.put("state", row.getString("state"));
              values.put("reason", row.getString("reason"));
              put(values, "attention", row.getString("attention_reason"));
              put(values, "effectiveAt", time(row, "effective_at"));
              put(values, "respondBy", time(row, "respond_by"));
              put(values, "revokedAt", time(row, "revoked_at"));
              put(values, "completedAt", time(row, "completed_at"));
            });
    return values;
  }

  /// The same, and what only people are told: a name, as long as there is one, and where to look.
  Map<String, Object> wordsOf(Waiting waiting) {
    Map<String, Object> values = idsOf(waiting);
    values.put("user", users.nameOf(waiting.user()));
    values.put("link", settings.portalUrl().resolve("/offboardings/" + waiting.offboarding()));
    values.put(
        "certificateLink",
        settings
            .portalUrl()
            .resolve("/offboardings/%s/certificate".formatted(waiting.offboarding())));
    return values;
  }

  private static void put(Map<String, Object> values, String name, @Nullable Object value) {
    if (value != null) {
      values.put(name, value);
    }
  }

  private static @Nullable String time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant().toString();
  }

  /// The same at every attempt.
  static String messageId(UUID notification) {
    return "msg_" + notification;
  }
}
