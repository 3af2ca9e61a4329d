package dev.offboard.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.audit.AuditSlice;
import dev.offboard.audit.LogReader;
import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

@AuditSlice
class AppendOnlySliceTest {
  private static final String PERMISSION_DENIED = "42501";
  private static final String RESTRICT_VIOLATION = "23001";

  @Value("${spring.datasource.url}")
  String url;

  @Autowired ApplicationContext context;
  @Autowired AuditLog log;
  @Autowired TransactionTemplate transactions;

  private final OffboardingId offboarding = new OffboardingId(UUID.randomUUID());

  static Stream<String> changes() {
    return Stream.of(
        "UPDATE audit.entry SET body = '{}'",
        "UPDATE audit.entry SET body = '{}' WHERE leaf_index = -1",
        "DELETE FROM audit.entry",
        "DELETE FROM audit.entry WHERE leaf_index = 0",
        "TRUNCATE audit.entry",
        "INSERT INTO audit.entry SELECT * FROM audit.entry ON CONFLICT (leaf_index) DO UPDATE SET"
            + " body = '{}'",
        "UPDATE audit.tile SET root = hashes",
        "DELETE FROM audit.tile",
        "TRUNCATE audit.tile",
        "UPDATE audit.checkpoint SET note = ''",
        "DELETE FROM audit.checkpoint",
        "DELETE FROM audit.cosignature",
        "TRUNCATE audit.checkpoint, audit.cosignature",
        "MERGE INTO audit.entry e USING (VALUES (0)) v (i) ON e.leaf_index = v.i WHEN MATCHED THEN"
            + " DELETE");
  }

  @BeforeEach
  void append() {
    transactions.executeWithoutResult(
        tx ->
            log.append(
                List.of(
                    new Draft(
                        new Draft.Key(offboarding, EntryKind.STATE_CHANGE, "1"),
                        UserRef.of("acme", "u1"),
                        Epoch.FIRST,
                        "{}",
                        Instant.EPOCH))));
  }

  @AfterEach
  void the_entry_is_still_there() {
    assertThat(LogReader.of(context).bodies(offboarding)).containsExactly("{}");
    assertThat(LogReader.of(context).isGapFree()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void the_service_may_not_change_an_entry(String sql) {
    assertRefused("audit", PERMISSION_DENIED, sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO audit.log_head VALUES (true, 0)",
        "DELETE FROM audit.log_head",
        "TRUNCATE audit.log_head",
        "UPDATE audit.log_head SET one = true",
        "ALTER TABLE audit.entry DISABLE TRIGGER entry_is_append_only",
        "DROP TABLE audit.entry"
      })
  void the_service_may_only_move_the_head(String sql) {
    assertRefused("audit", PERMISSION_DENIED, sql);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void the_owner_is_stopped_by_the_trigger(String sql) {
    assertRefused("audit_owner", RESTRICT_VIOLATION, sql);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void a_superuser_is_stopped_also_in_replica_mode(String sql) {
    assertRefused("postgres", RESTRICT_VIOLATION, "SET session_replication_role = replica", sql);
  }

  private void assertRefused(String role, String state, String... script) {
    assertThatThrownBy(() -> run(role, script))
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> {
              assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state);
              if (state.equals(RESTRICT_VIOLATION)) {
                assertThat(e.getMessage())
                    .contains("append-only. Nothing was changed.")
                    .contains("corrected by a later entry");
              }
            });
  }

  private void run(String role, String... script) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, role, "tests");
        Statement statement = connection.createStatement()) {
      for (String sql : script) {
        statement.execute(sql);
      }
    }
  }
}
