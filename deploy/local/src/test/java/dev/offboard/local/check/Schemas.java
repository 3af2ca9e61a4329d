package dev.offboard.local.check;

import dev.offboard.local.journal.Journal;
import dev.offboard.local.postgres.DatabaseView;
import dev.offboard.local.postgres.OffboardDatabase;
import dev.offboard.local.postgres.PostgresServer;
import dev.offboard.local.postgres.SuperuserAccess;
import dev.offboard.local.runtime.Distribution;
import dev.offboard.local.runtime.Service;
import dev.offboard.local.supervision.SupervisedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real PostgreSQL with the five schemas as the services' own migrations make them, and no
/// service.
public final class Schemas implements AutoCloseable {
  private static final long START_SECONDS = 120;

  private final SupervisedProcess server;
  private final SuperuserAccess access;

  private Schemas(SupervisedProcess server, SuperuserAccess access) {
    this.server = server;
    this.access = access;
  }

  public static Schemas start() {
    try {
      Path root = Distribution.current().root();
      Path target = root.resolve("deploy/local/target");
      Path home =
          Files.createTempDirectory(Files.createDirectories(target.resolve("platforms")), "pg-");
      SuperuserAccess access =
          new SuperuserAccess("127.0.0.1", freePort(), "postgres", "only-in-this-test");
      PostgresServer postgres =
          new PostgresServer(
              home.resolve("server"), target.resolve("postgres"), home.resolve("log"), access);
      SupervisedProcess server =
          new SupervisedProcess(
              postgres.prepare(),
              new Journal(home.resolve("events.jsonl"), Clock.systemUTC()),
              () -> {});
      server.start();
      server.firstReady().orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
      Schemas schemas = new Schemas(server, access);
      schemas.migrate(root);
      return schemas;
    } catch (IOException e) {
      throw new UncheckedIOException("No folder for a database to test", e);
    }
  }

  public DatabaseView view() {
    return new DatabaseView(
        access.jdbcUrl(OffboardDatabase.NAME), access.user(), access.password());
  }

  /// As superuser.
  public void run(String sql) {
    try (Connection connection = access.connect(OffboardDatabase.NAME);
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private void migrate(Path root) {
    Map<String, String> passwords = new HashMap<>();
    passwords.put("relay_password", "x");
    for (Service service : Service.values()) {
      passwords.put(service + "_password", "x");
      passwords.put(service + "_owner_password", "x");
    }
    new OffboardDatabase(access, root.resolve("deploy/postgres")).bootstrap(passwords);
    for (Service service : Service.values()) {
      String migrations =
          Stream.concat(
                  scripts(root.resolve("messaging/src/main/resources/db/messaging")).stream(),
                  scripts(
                      root.resolve(
                          "%s/src/main/resources/db/%s".formatted(service.artifact(), service)))
                      .stream())
              .sorted(Comparator.comparing(Schemas::isCallback))
              .map(Schemas::text)
              .reduce("", String::concat);
      run(
          "SET ROLE %1$s_owner; SET search_path = %1$s;\n%2$s"
              .formatted(
                  service, migrations.replace("${flyway:defaultSchema}", service.toString())));
    }
    new OffboardDatabase(access, root.resolve("deploy/postgres")).publish();
  }

  /// In the order of their versions, as Flyway has it: 0.12 comes after 0.2.
  public static List<Path> scripts(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .sorted(Comparator.comparingInt(Schemas::version).thenComparing(Path::toString))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " can't be read", e);
    }
  }

  /// What runs after all migrations.
  private static boolean isCallback(Path file) {
    return !file.getFileName().toString().startsWith("V");
  }

  private static int version(Path file) {
    if (isCallback(file)) {
      return Integer.MAX_VALUE;
    }
    String version = file.getFileName().toString().replaceFirst("^V([0-9_]+)__.*$", "$1");
    String[] parts = version.split("_", 2);
    int minor = parts.length == 1 ? 0 : Integer.parseInt(parts[1]);
    return Integer.parseInt(parts[0]) * 1000 + minor;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
