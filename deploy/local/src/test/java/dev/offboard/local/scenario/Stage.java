package dev.offboard.local.scenario;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.EntitlementClient.NewGrant;
import dev.offboard.local.client.NewUser;
import dev.offboard.local.client.OffboardingRequest;
import dev.offboard.local.client.OffboardingView;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.client.Role;
import dev.offboard.local.client.Tokens;
import dev.offboard.local.postgres.SuperuserAccess;
import dev.offboard.local.runtime.Coordinates;
import dev.offboard.local.runtime.Installation;
import dev.offboard.local.runtime.RunningPlatform;
import dev.offboard.local.supervision.ProcessName;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/// The platform with a company of its own for every test, and the means to do it harm.
public final class Stage {
  public static final Role READER = new Role("wiki", "reader");
  public static final ReasonCode ERASURE = new ReasonCode("erasure-request");
  public static final ReasonCode PLANNED = new ReasonCode("planned-departure");
  public static final ReasonCode TERMINATION = new ReasonCode("immediate-termination");
  public static final String PASSWORD = "correct horse battery staple";

  /// A busy machine with two cores restarts a service in half a minute.
  public static final Duration PATIENCE = Duration.ofMinutes(3);

  /// As many as services take at a time.
  private static final int USERS_PER_CALL = 500;

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final RunningPlatform platform;
  private final PlatformClient services;

  /// Starts nothing.
  public Stage(RunningPlatform platform) {
    this.platform = platform;
    this.services = PlatformClient.of(platform.coordinates());
  }

  public PlatformClient services() {
    return services;
  }

  public Coordinates coordinates() {
    return platform.coordinates();
  }

  /// A tenant with that many users, each with one role.
  public List<UserRef> companyOf(String tenant, int users) {
    TenantId id = new TenantId(tenant);
    services.identity().putTenant(id, tenant);
    List<UserRef> all =
        IntStream.rangeClosed(1, users).mapToObj(n -> UserRef.of(tenant, "u" + n)).toList();
    services
        .entitlement()
        .putApplication(id, READER.applicationId(), new TreeSet<>(List.of(READER.role())));
    for (int from = 0; from < users; from += USERS_PER_CALL) {
      put(id, all.subList(from, Math.min(users, from + USERS_PER_CALL)));
    }
    return all;
  }

  private void put(TenantId tenant, List<UserRef> some) {
    services
        .identity()
        .putUsers(
            tenant,
            some.stream()
                .map(
                    user ->
                        new NewUser(
                            user.userId().value(),
                            user.userId() + "." + tenant,
                            "employee",
                            null,
                            null,
                            null))
                .toList());
    services
        .entitlement()
        .putGrants(tenant, some.stream().map(user -> NewGrant.of(user.userId(), READER)).toList());
  }

  public boolean canSignIn(UserRef user) {
    return services
        .identity()
        .signIn(user.tenantId(), user.userId() + "." + user.tenantId(), PASSWORD);
  }

  public Tokens sessionOf(UserRef user) {
    return services.sessions().open(user);
  }

  public OffboardingId offboard(UserRef user, ReasonCode reason) {
    return services.offboardings().request(OffboardingRequest.now(user, reason)).id();
  }

  /// Waits until the offboarding is as described; when that doesn't happen, the failure shows its
  /// steps and history.
  public OffboardingView await(
      String what, OffboardingId id, Predicate<OffboardingView> condition) {
    try {
      return Awaitility.await(what)
          .atMost(PATIENCE)
          .pollInterval(LOOK_EVERY)
          .ignoreExceptions()
          .until(() -> services.offboardings().get(id), condition);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(what + ": " + services.offboardings().get(id), e);
    }
  }

  /// Waits for anything else.
  public void await(String what, Callable<Boolean> condition) {
    await(what, PATIENCE, condition);
  }

  /// Waits for something that takes longer.
  void await(String what, Duration patience, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(patience)
        .pollInterval(LOOK_EVERY)
        .ignoreExceptions()
        .until(condition);
  }

  /// Asks until there is an answer.
  <T> T awaitAnswer(String what, java.util.concurrent.Callable<T> question) {
    return Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(LOOK_EVERY)
        .ignoreExceptions()
        .until(question, java.util.Objects::nonNull);
  }

  void awaitReady() {
    platform.awaitReady(PATIENCE);
  }

  /// `kill -9`; the supervision starts it again.
  void kill(String process) {
    platform.kill(new ProcessName(process));
  }

  /// Stops a process and keeps it stopped until [#release].
  void hold(String process) {
    platform.hold(new ProcessName(process));
  }

  void release(String process) {
    platform.release(new ProcessName(process));
  }

  /// False for what runs in a container.
  boolean canKill(String process) {
    return platform.supervises(new ProcessName(process));
  }

  /// The platform as the commands see it.
  public Installation installation() {
    return Installation.at(coordinates().dataDirectory());
  }

  SuperuserAccess superuser() {
    URI url = URI.create(coordinates().jdbcUrl().substring("jdbc:".length()));
    return new SuperuserAccess(
        url.getHost(), url.getPort(), coordinates().user(), coordinates().password());
  }

  /// Whatever session-service changes for this user throws, until the curse is lifted.
  public AutoCloseable curse(UserRef user) {
    sql(
        """
        CREATE FUNCTION session.curse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF OLD.tenant_id = '%s' AND OLD.user_id = '%s' THEN RAISE EXCEPTION 'cursed'; END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER curse BEFORE UPDATE OR DELETE ON session.session FOR EACH ROW EXECUTE FUNCTION session.curse()
        """
            .formatted(user.tenantId(), user.userId()));
    return () -> sql("DROP FUNCTION session.curse() CASCADE");
  }

  /// As superuser, behind the product's back.
  void sql(String statement) {
    try (Connection connection = connection();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  public long number(String query) {
    try (Connection connection = connection();
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  Connection connection() throws SQLException {
    Coordinates at = coordinates();
    return DriverManager.getConnection(at.jdbcUrl(), at.user(), at.password());
  }

  /// What every table holds of a tenant, as one value each: equal means that nothing was changed.
  Map<String, String> fingerprintOf(String tenant) throws SQLException {
    Map<String, String> all = new TreeMap<>();
    try (Connection connection = connection();
        Statement sql = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          sql.executeQuery(
              """
              SELECT table_schema || '.' || table_name FROM information_schema.columns
              JOIN information_schema.tables USING (table_schema, table_name)
              WHERE column_name = 'tenant_id' AND table_type = 'BASE TABLE'
                AND table_schema IN ('identity', 'entitlement', 'session', 'audit', 'orchestrator')
              """)) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        try (ResultSet row =
            sql.executeQuery(
                "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text)), '') FROM %s t WHERE tenant_id = '%s'"
                    .formatted(table, tenant))) {
          row.next();
          all.put(table, row.getString(1));
        }
      }
    }
    return all;
  }
}
