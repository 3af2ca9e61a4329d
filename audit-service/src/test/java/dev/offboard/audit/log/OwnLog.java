package dev.offboard.audit.log;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/// A log in a database of its own and without the application around it, for tests that damage it.
public final class OwnLog {
  private static final AtomicInteger copies = new AtomicInteger();
  private static final int CHANGES_EACH = 8;

  private final String url;
  private final long seed;
  private final DriverManagerDataSource source;
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final LogTree tree;
  private final AuditLog log;
  private int sequence;

  private OwnLog(String url, long seed, int sequence) {
    this.url = url;
    this.seed = seed;
    this.sequence = sequence;
    this.source =
        new DriverManagerDataSource(url + "&options=-c%20offboard.tenant%3D*", "audit", "tests");
    this.jdbc = JdbcClient.create(source);
    this.transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
    LogHead head = new LogHead(jdbc);
    Tiles tiles = new Tiles(jdbc);
    this.tree = new LogTree(jdbc, head, tiles);
    this.log = new AuditLog(jdbc, head, new Growth(tiles));
  }

  public static OwnLog empty() {
    return ofVersion("latest");
  }

  /// As an older version of the service left it.
  static OwnLog ofVersion(String version) {
    OwnLog log = new OwnLog(PostgresServer.newDatabaseFor("audit"), new Random().nextLong(), 0);
    log.migrate(version);
    return log;
  }

  void migrate(String version) {
    Flyway.configure()
        .dataSource(url, "audit_owner", "tests")
        .locations("classpath:db/messaging", "classpath:db/audit")
        .defaultSchema("audit")
        .target(version)
        .load()
        .migrate();
  }

  public static OwnLog of(int entries) {
    OwnLog log = empty();
    log.append(entries);
    return log;
  }

  /// Entries that no log had before.
  public void append(int entries) {
    append("entry", entries);
  }

  /// Entries of another wording than those of [#append(int)].
  public void append(String what, int entries) {
    List<Draft> drafts =
        IntStream.range(sequence, sequence + entries).mapToObj(n -> draft(what, n)).toList();
    sequence += entries;
    transactions.executeWithoutResult(tx -> log.append(drafts));
  }

  /// One entry that the log should not take: the words of an earlier one, as if it were another.
  public void appendAgain(long leafIndex) {
    String body =
        jdbc.sql("SELECT body FROM entry WHERE leaf_index = ?")
            .param(leafIndex)
            .query(String.class)
            .single();
    Draft draft =
        new Draft(
            new Draft.Key(
                new OffboardingId(UUID.randomUUID()), EntryKind.STATE_CHANGE, "once more"),
            UserRef.of("acme", "u1"),
            Epoch.FIRST,
            body,
            Instant.EPOCH);
    transactions.executeWithoutResult(tx -> log.append(List.of(draft)));
  }

  /// What a dump of it, taken now and restored, would be.
  public OwnLog copy() {
    String name = url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
    String copy = "%s_copy_%d".formatted(name, copies.incrementAndGet());
    execute(
        url.replace("/" + name + "?", "/postgres?"),
        "CREATE DATABASE %s TEMPLATE %s".formatted(copy, name));
    return new OwnLog(url.replace("/" + name + "?", "/" + copy + "?"), seed, sequence);
  }

  /// In one session that may do anything.
  public void asSuperuser(String... script) {
    execute(url, script);
  }

  /// What the service does with it at its start.
  TakingIn takingIn() {
    return new TakingIn(new LogHead(jdbc), new Growth(new Tiles(jdbc)), transactions);
  }

  public LogTree tree() {
    return tree;
  }

  public JdbcClient jdbc() {
    return jdbc;
  }

  public TransactionTemplate transactions() {
    return transactions;
  }

  private static final String NOTE =
      ",\"note\":{\"algorithm\":\"a\",\"ciphertext\":\"QUJD\",\"commitment\":\"QUJE\",\"keyId\":\"k\",\"salt\":\"QUJF\"}";

  /// Entries of an offboarding follow each other, some state changes each, the first with a note.
  private Draft draft(String what, int n) {
    OffboardingId id = new OffboardingId(new UUID(seed, n / CHANGES_EACH));
    int sequence = n % CHANGES_EACH + 1;
    return new Draft(
        new Draft.Key(id, EntryKind.STATE_CHANGE, Integer.toString(sequence)),
        UserRef.of("acme", "u1"),
        Epoch.FIRST,
        "{\"at\":\"2026-11-23T09:00:00Z\",\"kind\":\"state-change\"%s,\"offboardingId\":\"%s\",\"sequence\":%d,\"why\":\"%s\"}"
            .formatted(sequence == 1 ? NOTE : "", id, sequence, what),
        Instant.EPOCH);
  }

  private static void execute(String url, String... script) {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "tests");
        Statement statement = connection.createStatement()) {
      for (String sql : script) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(String.join("; ", script), e);
    }
  }
}
